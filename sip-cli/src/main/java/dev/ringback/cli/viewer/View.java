package dev.ringback.cli.viewer;

/// A screen, or a window in front of one.
interface View {
    /// Draws it.
    void draw(Canvas canvas);

    /// Does what a key means here.
    ///
    /// @return whether it is to be left
    boolean press(Key key);

    /// Whether what is behind it stays to be seen.
    default boolean window() {
        return false;
    }
}
