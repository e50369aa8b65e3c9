/**
 * Completion of each shell. All ask `wxdi __complete WORD...`, the last word being the one under the cursor, which
 * answers lines `value<TAB>what it is`.
 */
export const scripts: Readonly<Record<string, string>> = {
  bash: `# bash completion of wxdi: source <(wxdi completion bash)
_wxdi() {
  local line="\${COMP_LINE:0:COMP_POINT}" word='' kept='' quote='' begun='' char next i value rest
  local -a words=()
  # Bash's own COMP_WORDS are cut at = : and @, and keep their quotes. What readline replaces is what stands behind the
  # last of such characters; the part of the word before it is kept.
  for ((i = 0; i < \${#line}; i++)); do
    char="\${line:i:1}" next="\${line:i+1:1}"
    if [[ "$quote" == "$char" ]]; then
      quote='' kept="$word"
    elif [[ "$char" == \\\\ && ( -z "$quote" || ( "$quote" == \\" && "$next" == [\\\\\\"\\$\\\`] ) ) ]]; then
      word+="$next" begun=1
      i=$((i + 1))
    elif [[ -n "$quote" ]]; then
      word+="$char"
    elif [[ "$char" == [\\'\\"] ]]; then
      quote="$char" kept="$word" begun=1
    elif [[ "$char" == [[:space:]] ]]; then
      [[ -n "$begun" ]] && words+=("$word")
      word='' kept='' begun=''
    else
      # Of these characters, @ and $ are replaced as well.
      [[ "$COMP_WORDBREAKS" == *"$char"* ]] && kept="$word" && [[ "$char" != [@\\$] ]] && kept+="$char"
      word+="$char" begun=1
    fi
  done
  words+=("$word")
  COMPREPLY=()
  while IFS= read -r value; do
    value="\${value%%$'\\t'*}"
    rest="\${value:\${#kept}}"
    case "$quote" in
      \\') rest="\${rest//\\'/\\'\\\\\\'\\'}" ;;
      \\")
        rest="\${rest//\\\\/\\\\\\\\}"
        rest="\${rest//\\"/\\\\\\"}"
        rest="\${rest//\\$/\\\\\\$}"
        rest="\${rest//\\\`/\\\\\\\`}"
        ;;
      *) [[ -n "$rest" ]] && rest="$(printf '%q' "$rest")" ;;
    esac
    # Readline closes the quote, unless what it inserts looks closed.
    [[ -n "$quote" && "$rest" == *"$quote" ]] && rest+="$quote"
    # Behind a folder its files are typed.
    [[ "$value" == */ ]] && compopt -o nospace 2>/dev/null
    COMPREPLY+=("$rest")
  done < <(wxdi __complete "\${words[@]:1}" 2>/dev/null)
}
complete -F _wxdi wxdi
`,
  zsh: `#compdef wxdi
# zsh completion of wxdi: source <(wxdi completion zsh), after compinit
_wxdi() {
  local line value current
  local -a values descriptions folders
  # Behind an open quote the word is not one yet.
  case "$compstate[quote]" in
    \\') current="$PREFIX" ;;
    \\") current="\${(Q):-\\"$PREFIX\\"}" ;;
    *) current="\${(Q)PREFIX}" ;;
  esac
  while IFS= read -r line; do
    value="\${line%%$'\\t'*}"
    # Behind a folder its files are typed.
    if [[ "$value" == */ ]]; then
      folders+=("$value")
      continue
    fi
    values+=("$value")
    if [[ "$line" == *$'\\t'* ]]; then descriptions+=("$value  -- \${line#*$'\\t'}"); else descriptions+=("$value"); fi
  done < <(wxdi __complete "\${(@Q)words[2,CURRENT-1]}" "$current" 2>/dev/null)
  (( \${#folders} )) && compadd -S '' -a folders
  (( \${#values} )) && compadd -l -d descriptions -a values
}
compdef _wxdi wxdi
`,
  fish: `# fish completion of wxdi: wxdi completion fish > ~/.config/fish/completions/wxdi.fish
function __wxdi_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    # As typed, or with the quote closed that is open.
    set -l current (string unescape -- "$typed"; or string unescape -- "$typed\\""; or string unescape -- "$typed'"; or echo -- "$typed")
    wxdi __complete $words[2..-1] "$current" 2>/dev/null
end
complete -c wxdi -f -a '(__wxdi_complete)'
`,
};
