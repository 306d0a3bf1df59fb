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
        DEFAULT(-1),
        /// Black.
        BLACK(0),
        /// Red.
        RED(1),
        /// Green.
        GREEN(2),
        /// Yellow.
        YELLOW(3),
        /// Blue.
        BLUE(4),
        /// Magenta.
        MAGENTA(5),
        /// Cyan.
        CYAN(6),
        /// White.
        WHITE(7);

        private final int number;

        Colour(int number) {
            this.number = number;
        }

        /// Its number in the palette of a terminal, -1 for the default.
        public int number() {
            return number;
        }
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
