#compdef wxdi
# zsh completion of wxdi: source <(wxdi completion zsh), after compinit
_wxdi() {
  local line value current
  local -a values descriptions folders
  # The word may have an open quote.
  case "$compstate[quote]" in
    \') current="$PREFIX" ;;
    \") current="${(Q):-\"$PREFIX\"}" ;;
    *) current="${(Q)PREFIX}" ;;
  esac
  while IFS= read -r line; do
    value="${line%%$'\t'*}"
    # No space after a folder: its files follow.
    if [[ "$value" == */ ]]; then
      folders+=("$value")
      continue
    fi
    values+=("$value")
    if [[ "$line" == *$'\t'* ]]; then descriptions+=("$value  -- ${line#*$'\t'}"); else descriptions+=("$value"); fi
  done < <(wxdi __complete "${(@Q)words[2,CURRENT-1]}" "$current" 2>/dev/null)
  (( ${#folders} )) && compadd -S '' -a folders
  (( ${#values} )) && compadd -l -d descriptions -a values
}
compdef _wxdi wxdi
