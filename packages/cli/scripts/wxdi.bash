# bash completion of wxdi: source <(wxdi completion bash)
_wxdi() {
  local line="${COMP_LINE:0:COMP_POINT}" word='' kept='' quote='' begun='' char next i value rest
  local -a words=()
  # COMP_WORDS is split at = : and @, and keeps quotes. Readline replaces only the text after the last of these
  # characters; `kept` is the part of the word before it.
  for ((i = 0; i < ${#line}; i++)); do
    char="${line:i:1}" next="${line:i+1:1}"
    if [[ "$quote" == "$char" ]]; then
      quote='' kept="$word"
    elif [[ "$char" == \\ && ( -z "$quote" || ( "$quote" == \" && "$next" == [\\\"\$\`] ) ) ]]; then
      word+="$next" begun=1
      i=$((i + 1))
    elif [[ -n "$quote" ]]; then
      word+="$char"
    elif [[ "$char" == [\'\"] ]]; then
      quote="$char" kept="$word" begun=1
    elif [[ "$char" == [[:space:]] ]]; then
      [[ -n "$begun" ]] && words+=("$word")
      word='' kept='' begun=''
    else
      # Readline also replaces @ and $ themselves.
      [[ "$COMP_WORDBREAKS" == *"$char"* ]] && kept="$word" && [[ "$char" != [@\$] ]] && kept+="$char"
      word+="$char" begun=1
    fi
  done
  words+=("$word")
  COMPREPLY=()
  while IFS= read -r value; do
    value="${value%%$'\t'*}"
    rest="${value:${#kept}}"
    case "$quote" in
      \') rest="${rest//\'/\'\\\'\'}" ;;
      \")
        rest="${rest//\\/\\\\}"
        rest="${rest//\"/\\\"}"
        rest="${rest//\$/\\\$}"
        rest="${rest//\`/\\\`}"
        ;;
      *) [[ -n "$rest" ]] && rest="$(printf '%q' "$rest")" ;;
    esac
    # Readline closes the quote unless the inserted text ends with one.
    [[ -n "$quote" && "$rest" == *"$quote" ]] && rest+="$quote"
    # No space after a folder: its files follow.
    [[ "$value" == */ ]] && compopt -o nospace 2>/dev/null
    COMPREPLY+=("$rest")
  done < <(wxdi __complete "${words[@]:1}" 2>/dev/null)
}
complete -F _wxdi wxdi
