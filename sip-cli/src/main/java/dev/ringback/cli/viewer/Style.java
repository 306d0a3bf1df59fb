package dev.ringback.cli.viewer;

/// How a character looks.
///
/// @param text its colour
/// @param back the colour behind it
/// @param bold whether it is bold
public record Style(Colour text, Colour back, boolean bold) {
    /// The colours of every terminal.
    public enum Colour {
        /// Whatever the terminal has.
        DEFAULT,
        /// Black.
        BLACK,
        /// Red.
        RED,
        /// Green.
        GREEN,
        /// Yellow.
        YELLOW,
        /// Blue.
        BLUE,
        /// Magenta.
        MAGENTA,
        /// Cyan.
        CYAN,
        /// White.
        WHITE
    }

    static final Style NORMAL = new Style(Colour.DEFAULT, Colour.DEFAULT, false);
    static final Style BOLD = NORMAL.strong();
    static final Style TITLE = new Style(Colour.WHITE, Colour.CYAN, true);
    static final Style BAR = new Style(Colour.BLACK, Colour.CYAN, false);
    static final Style CURRENT = new Style(Colour.WHITE, Colour.BLUE, true);
    static final Style FRAME = of(Colour.BLUE);
    static final Style DIFFERENT = new Style(Colour.BLACK, Colour.YELLOW, false);

    static Style of(Colour text) {
        return new Style(text, Colour.DEFAULT, false);
    }

    Style strong() {
        return new Style(text, back, true);
    }
}
