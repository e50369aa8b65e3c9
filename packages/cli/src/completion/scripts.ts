/**
 * Completion of each shell. All ask `wxdi __complete WORD...`, the last word being the one under the cursor, which
 * answers lines `value<TAB>what it is`.
 */
export const scripts: Readonly<Record<string, string>> = {
  bash: `# bash completion of wxdi: source <(wxdi completion bash)
_wxdi() {
  local cur word line quote='' IFS=$'\\n'
  local -a words=()
  # Readline splits at = and :, which belong to words here.
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ \${#words[@]} -gt 0 && ( "$word" == [=:]* || "\${words[-1]}" == *[=:] ) && "\${words[-1]}" == -* ]]; then
      words[-1]+="$word"
    else
      words+=("$word")
    fi
  done
  [[ \${#words[@]} -gt 0 ]] || words=('')
  cur="\${words[-1]}"
  case "$cur" in
    \\'* | \\"*) quote="\${cur:0:1}"; words[-1]="\${cur:1}" ;;
    *) words[-1]="\${cur//\\\\/}" ;;
  esac
  COMPREPLY=()
  while read -r line; do
    line="\${line%%$'\\t'*}"
    # What stands before = is there already.
    [[ "$cur" == -*=* ]] && line="\${line#*=}"
    if [[ -n "$quote" ]]; then COMPREPLY+=("$line"); else COMPREPLY+=("$(printf '%q' "$line")"); fi
  done < <(wxdi __complete "\${words[@]}" 2>/dev/null)
}
complete -F _wxdi wxdi
`,
  zsh: `#compdef wxdi
# zsh completion of wxdi: source <(wxdi completion zsh), after compinit
_wxdi() {
  local line value
  local -a values descriptions
  while IFS= read -r line; do
    value="\${line%%$'\\t'*}"
    values+=("$value")
    if [[ "$line" == *$'\\t'* ]]; then descriptions+=("$value  -- \${line#*$'\\t'}"); else descriptions+=("$value"); fi
  done < <(wxdi __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  (( \${#values} )) && compadd -l -d descriptions -a values
}
compdef _wxdi wxdi
`,
  fish: `# fish completion of wxdi: wxdi completion fish > ~/.config/fish/completions/wxdi.fish
function __wxdi_complete
    set -l words (commandline -opc)
    wxdi __complete $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c wxdi -f -a '(__wxdi_complete)'
`,
};
