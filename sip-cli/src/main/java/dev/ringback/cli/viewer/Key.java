package dev.ringback.cli.viewer;

/// A key that was pressed.
///
/// @param name what it types, or `Enter`, `Esc`, `Tab`, `Backspace`, `Up`, `Down`, `Left`, `Right`,
///     `PgUp`, `PgDn`, `Home`, `End`, `Delete`, `F1` to `F10`, `Ctrl-L` and so on
public record Key(String name) {
    /// Whether it types a character.
    boolean typed() {
        return name.codePointCount(0, name.length()) == 1;
    }
}
