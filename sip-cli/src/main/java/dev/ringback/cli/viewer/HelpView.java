package dev.ringback.cli.viewer;

import dev.ringback.cli.viewer.Style.Colour;
import java.util.List;

/// A window that says what keys do.
final class HelpView implements View {
    private static final int WIDTH = 66;

    private static final List<String> LIST =
            List.of(
                    "Esc/q       Exit",
                    "Enter       Show the message flow of the selected calls",
                    "Space       Select the call",
                    "F1/h        Show this",
                    "F2/s        Save calls to a file",
                    "F3//        Search in messages",
                    "F4/x        Show the flow with the other legs of the call",
                    "F5/Ctrl-L   Clear the list",
                    "F6/r        Show the messages of the calls as they were sent",
                    "F7/f        Filter",
                    "F8/o        Settings",
                    "F9/l        Clear what the filter does not show",
                    "F10/t       Choose columns",
                    "i           Show calls alone, or everything",
                    "p           Stop and go on",
                    "A           Follow the newest call",
                    "< > z       Order by another column, and backwards");

    private static final List<String> FLOW =
            List.of(
                    "Esc/q       Back to the list",
                    "Enter       Show the message",
                    "Space       Select the message, and compare it with the next",
                    "F1/h        Show this",
                    "F2/d        Session descriptions: mark, address, media",
                    "F4/x        With the other legs of the call",
                    "F5/s        One column for each host",
                    "F6/R        Show all messages as they were sent",
                    "F7/c        Colour by request, CSeq, Call-ID or branch",
                    "F8/C        Syntax colours on and off",
                    "9/0         Widen and narrow the message beside the flow",
                    "t           Message beside the flow on and off",
                    "T           Its width as it was",
                    "D           Only messages with a session description",
                    "z           Time of day, or since the first message");

    private final String title;
    private final List<String> lines;

    private HelpView(String title, List<String> lines) {
        this.title = title;
        this.lines = lines;
    }

    static HelpView list() {
        return new HelpView("Call List Help", LIST);
    }

    static HelpView flow() {
        return new HelpView("Call Flow Help", FLOW);
    }

    @Override
    public boolean window() {
        return true;
    }

    @Override
    public void draw(Canvas canvas) {
        int height = lines.size() + 5;
        int row = Math.max(0, (canvas.rows() - height) / 2);
        int column = Math.max(0, (canvas.columns() - WIDTH) / 2);
        canvas.frame(row, column, height, WIDTH);
        canvas.centre(row + 1, column + 1, WIDTH - 2, title, Style.BOLD);
        for (int i = 0; i < lines.size(); i++) {
            canvas.put(row + 2 + i, column + 2, lines.get(i), Style.of(Colour.CYAN));
        }
        String any = "Press any key to continue";
        canvas.centre(row + height - 2, column + 1, WIDTH - 2, any, Style.of(Colour.YELLOW));
    }

    @Override
    public boolean press(Key key) {
        return true;
    }
}
