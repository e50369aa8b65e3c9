# fish completion of wxdi: wxdi completion fish > ~/.config/fish/completions/wxdi.fish
function __wxdi_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    # As typed, or with its open quote closed.
    set -l current (string unescape -- "$typed"; or string unescape -- "$typed\""; or string unescape -- "$typed'"; or echo -- "$typed")
    wxdi __complete $words[2..-1] "$current" 2>/dev/null
end
complete -c wxdi -f -a '(__wxdi_complete)'
