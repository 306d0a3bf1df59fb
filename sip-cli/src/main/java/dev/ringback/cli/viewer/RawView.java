package dev.ringback.cli.viewer;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.cli.viewer.Canvas.Span;
import dev.ringback.cli.viewer.Style.Colour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Messages as they were on the wire.
final class RawView implements View {
    private static final List<Keys.Hint> HINTS =
            List.copyOf(Keys.hints("Esc", "Back", "Up/Down", "Scroll", "F8", "Syntax"));

    private final Model model;
    private final List<Passed> messages;
    private final Cursor cursor = new Cursor();
    private int size;
    private int room = 1;

    RawView(Model model, List<Passed> messages) {
        this.model = model;
        this.messages = messages;
    }

    static RawView of(Model model, List<CallFlow> flows) {
        return new RawView(
                model,
                flows.stream()
                        .flatMap(flow -> flow.messages().stream())
                        .sorted(Comparator.comparing(Passed::at))
                        .toList());
    }

    @Override
    public void draw(Canvas canvas) {
        List<List<Span>> lines = new ArrayList<>();
        for (Passed passed : messages) {
            lines.add(List.of(new Span(MessageText.head(passed), Style.of(Colour.CYAN))));
            lines.addAll(MessageText.lines(passed, canvas.columns(), model.settings().syntax));
            lines.add(List.of());
        }
        room = Math.max(1, canvas.rows() - 1);
        size = Math.max(1, lines.size() - room + 1);
        cursor.fit(size, 1);
        for (int i = 0; i < room && cursor.at() + i < lines.size(); i++) {
            MessageText.draw(canvas, i, 0, lines.get(cursor.at() + i));
        }
        Keys.draw(canvas, HINTS);
    }

    @Override
    public boolean press(Key key) {
        if (key.name().equals("PgDn") || key.name().equals("PgUp")) {
            cursor.to(cursor.at() + (key.name().equals("PgDn") ? room - 1 : 1 - room));
            cursor.fit(size, 1);
            return false;
        }
        if (cursor.press(key, size, 1)) {
            return false;
        }
        switch (key.name()) {
            case "Esc", "q", "Q", "Ctrl-C" -> {
                return true;
            }
            case "F8", "C" -> model.settings().syntax = !model.settings().syntax;
            default -> {
                // means nothing here
            }
        }
        return false;
    }
}
