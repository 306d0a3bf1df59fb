package dev.ringback.cli.viewer;

/// A place in a list that is longer than the screen.
final class Cursor {
    private int at;
    private int top;

    int at() {
        return at;
    }

    int top() {
        return top;
    }

    void to(int place) {
        at = place;
    }

    /// Keeps the place within the list, and on the screen.
    void fit(int size, int room) {
        at = Math.max(0, Math.min(at, size - 1));
        top = Math.max(Math.min(top, at), at - Math.max(1, room) + 1);
        top = Math.max(0, Math.min(top, Math.max(0, size - room)));
    }

    /// Moves, if the key is one that moves.
    ///
    /// @return whether it is
    boolean press(Key key, int size, int room) {
        int page = Math.max(1, room - 1);
        switch (key.name()) {
            case "Up", "k" -> at--;
            case "Down", "j" -> at++;
            case "PgUp", "Ctrl-B" -> at -= page;
            case "PgDn", "Ctrl-F" -> at += page;
            case "Ctrl-U" -> at -= page / 2;
            case "Ctrl-D" -> at += page / 2;
            case "Home", "g" -> at = 0;
            case "End", "G" -> at = size - 1;
            default -> {
                return false;
            }
        }
        fit(size, room);
        return true;
    }
}
