package dev.ringback.cli.viewer;

import dev.ringback.cli.viewer.Style.Colour;
import java.util.ArrayList;
import java.util.List;

/// A window with fields to fill in, and what is done with them.
final class FormView implements View {
    private static final int WIDTH = 62;

    private final String title;
    private final List<Field> fields;
    private final Runnable accept;
    private int at;

    /// A line of the form. One thread.
    static final class Field {
        private final String label;
        private final List<String> choices;
        private String value;

        private Field(String label, String value, List<String> choices) {
            this.label = label;
            this.value = value;
            this.choices = choices;
        }

        /// A text to type.
        static Field text(String label, String value) {
            return new Field(label, value, List.of());
        }

        /// One of several words.
        static Field choice(String label, String value, List<String> choices) {
            return new Field(label, value, choices);
        }

        /// On or off.
        static Field toggle(String label, boolean on) {
            return new Field(label, on ? "[*]" : "[ ]", List.of("[ ]", "[*]"));
        }

        String label() {
            return label;
        }

        String value() {
            return value;
        }

        boolean on() {
            return value.equals("[*]");
        }

        private void next(int step) {
            if (!choices.isEmpty()) {
                int place = choices.indexOf(value) + step;
                value = choices.get(Math.floorMod(place, choices.size()));
            }
        }

        private void type(Key key) {
            if (!choices.isEmpty()) {
                return;
            }
            if (key.name().equals("Backspace") && !value.isEmpty()) {
                value = value.substring(0, value.offsetByCodePoints(value.length(), -1));
            } else if (key.name().equals("Ctrl-U")) {
                value = "";
            } else if (key.typed()) {
                value += key.name();
            }
        }
    }

    /// @param accept does what was filled in
    FormView(String title, List<Field> fields, Runnable accept) {
        this.title = title;
        this.fields = new ArrayList<>(fields);
        this.accept = accept;
    }

    @Override
    public boolean window() {
        return true;
    }

    @Override
    public void draw(Canvas canvas) {
        int height = fields.size() + 6;
        int row = Math.max(0, (canvas.rows() - height) / 2);
        int column = Math.max(0, (canvas.columns() - WIDTH) / 2);
        canvas.frame(row, column, height, WIDTH);
        canvas.centre(row + 1, column + 1, WIDTH - 2, title, Style.BOLD);
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            boolean here = i == at;
            Style style = here ? Style.CURRENT : Style.NORMAL;
            canvas.put(row + 3 + i, column + 3, field.label + ":", Style.NORMAL);
            String end = here && field.choices.isEmpty() ? "_" : "";
            String shown = tail(field.value + end, WIDTH - 34);
            canvas.put(row + 3 + i, column + 30, WIDTH - 33, shown, style);
        }
        String keys = "Enter accept   Esc cancel   Space change   Tab next";
        int last = row + height - 2;
        canvas.centre(last, column + 1, WIDTH - 2, keys, Style.of(Colour.CYAN));
    }

    private static String tail(String text, int width) {
        return text.length() <= width ? text : "…" + text.substring(text.length() - width + 1);
    }

    @Override
    public boolean press(Key key) {
        switch (key.name()) {
            case "Esc", "Ctrl-C" -> {
                return true;
            }
            case "Enter" -> {
                accept.run();
                return true;
            }
            case "Tab", "Down" -> at = Math.floorMod(at + 1, fields.size());
            case "Up" -> at = Math.floorMod(at - 1, fields.size());
            case "Left" -> fields.get(at).next(-1);
            case "Right" -> fields.get(at).next(1);
            default -> {
                if (key.name().equals(" ") && !fields.get(at).choices.isEmpty()) {
                    fields.get(at).next(1);
                } else {
                    fields.get(at).type(key);
                }
            }
        }
        return false;
    }
}
