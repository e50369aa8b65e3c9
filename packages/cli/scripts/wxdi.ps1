# PowerShell completion of wxdi: wxdi completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName wxdi -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # The words before the cursor as typed, without the command itself; quotes are removed.
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -le $cursorPosition } |
        ForEach-Object { if ($null -ne $_.Value) { "$($_.Value)" } else { $_.Extent.Text } })
    $current = $wordToComplete.Trim("'", '"')
    if ($wordToComplete -eq '') { $words += '' }
    elseif ($words.Count -gt 0) { $words[-1] = $current }
    wxdi __complete @words 2>$null | ForEach-Object {
        $value, $about = $_ -split "`t", 2
        if (-not $about) { $about = $value }
        $text = if ($value -match '[\s''"`$;|&(){}]') { "'" + ($value -replace "'", "''") + "'" } else { $value }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
    }
}
