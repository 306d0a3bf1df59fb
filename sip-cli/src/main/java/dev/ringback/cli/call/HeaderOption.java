package dev.ringback.cli.call;

import dev.ringback.cli.terminal.UsageException;

/// A header line as it is written on the command line.
///
/// @param name the name
/// @param value the value
public record HeaderOption(String name, String value) {
    /// Reads `Name: value`.
    ///
    /// @param option the option that it belongs to, for what is told when it is none
    public static HeaderOption parse(String option, String text) throws UsageException {
        int colon = text.indexOf(':');
        String name = colon < 0 ? "" : text.substring(0, colon).strip();
        boolean token =
                !name.isEmpty()
                        && name.chars()
                                .allMatch(
                                        c ->
                                                c < 128
                                                        && (Character.isLetterOrDigit(c)
                                                                || "-.!%*_+`'~".indexOf(c) >= 0));
        String value = text.substring(colon + 1).strip();
        if (!token || value.chars().anyMatch(Character::isISOControl)) {
            throw new UsageException(
                    option + ": '" + text + "' is no header line: write it like 'Subject: hello'");
        }
        return new HeaderOption(name, value);
    }
}
