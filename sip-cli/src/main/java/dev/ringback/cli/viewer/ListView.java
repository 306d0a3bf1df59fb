package dev.ringback.cli.viewer;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallState;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.cli.viewer.CallTable.Entry;
import dev.ringback.cli.viewer.Style.Colour;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The list of calls.
final class ListView implements View {
    private static final int HEAD = 5;
    private static final List<Keys.Hint> HINTS =
            List.copyOf(
                    Keys.hints(
                            "Esc",
                            "Quit",
                            "Enter",
                            "Show",
                            "Space",
                            "Select",
                            "F1",
                            "Help",
                            "F2",
                            "Save",
                            "F3",
                            "Search",
                            "F4",
                            "Extended",
                            "F5",
                            "Clear",
                            "F6",
                            "Raw",
                            "F7",
                            "Filter",
                            "F8",
                            "Settings",
                            "F9",
                            "Clear with Filter",
                            "F10",
                            "Columns"));

    private final Model model;
    private final Cursor cursor = new Cursor();
    private int room = 1;
    private boolean typing;

    ListView(Model model) {
        this.model = model;
    }

    @Override
    public void draw(Canvas canvas) {
        List<Entry> entries = model.table().entries();
        room = Math.max(1, canvas.rows() - HEAD - 1);
        if (model.follows()) {
            cursor.to(entries.size() - 1);
        }
        cursor.fit(entries.size(), room);
        head(canvas, entries.size());
        for (int i = 0; i < room && cursor.top() + i < entries.size(); i++) {
            int place = cursor.top() + i;
            entry(canvas, HEAD + i, entries.get(place), place == cursor.at());
        }
        Keys.draw(canvas, HINTS);
    }

    private void head(Canvas canvas, int shown) {
        canvas.fill(0, Style.TITLE);
        String title = "ringback flow - SIP messages flow viewer";
        canvas.centre(0, 0, canvas.columns(), title, Style.TITLE);
        int all = model.flows().counts().flows();
        boolean online = model.source().mode().equals("Online");
        String mode = model.source().mode() + (model.paused() ? " (Stopped)" : "");
        canvas.put(1, 2, "Current Mode: ", Style.NORMAL);
        canvas.put(1, 16, mode, Style.of(online ? Colour.GREEN : Colour.RED));
        String count = shown == all ? "" : " (" + shown + " displayed)";
        canvas.put(1, 45, "Dialogs: " + all + count, Style.NORMAL);
        canvas.put(1, 76, model.source().name(), Style.NORMAL);
        canvas.put(2, 2, "Match Expression: " + model.source().expression(), Style.NORMAL);
        canvas.put(3, 2, "Display Filter: " + filter() + (typing ? "_" : ""), Style.NORMAL);
        if (model.follows()) {
            canvas.put(2, 76, "Autoscroll", Style.of(Colour.YELLOW));
        }
        canvas.fill(4, Style.TITLE);
        int at = 6;
        for (ListColumn column : model.columns()) {
            boolean order = column == model.table().order();
            String mark = order ? (model.table().descending() ? "v" : "^") : "";
            Style style = order ? new Style(Colour.YELLOW, Colour.CYAN, true) : Style.TITLE;
            canvas.put(4, at, column.width(), mark + column.title(), style);
            at += column.width() + 1;
        }
    }

    private String filter() {
        FlowFilter filter = model.table().filter();
        StringBuilder text = new StringBuilder(filter.payload());
        part(text, "from", filter.from());
        part(text, "to", filter.to());
        part(text, "source", filter.source());
        part(text, "destination", filter.destination());
        part(text, "methods", String.join(",", filter.methods().stream().sorted().toList()));
        return text.toString();
    }

    private static void part(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append(name).append(':').append(value);
        }
    }

    private void entry(Canvas canvas, int row, Entry entry, boolean current) {
        Style plain = current ? Style.CURRENT : Style.NORMAL;
        if (current) {
            canvas.fill(row, plain);
        }
        boolean selected = model.selected().contains(entry.flow().callId());
        canvas.put(row, 2, selected ? "[*]" : "[ ]", plain);
        int at = 6;
        for (ListColumn column : model.columns()) {
            String text =
                    column == ListColumn.INDEX
                            ? String.valueOf(entry.number())
                            : column.value(entry.summary());
            Style style = current ? plain : style(column, entry);
            canvas.put(row, at, column.width(), text, style);
            at += column.width() + 1;
        }
    }

    private static Style style(ListColumn column, Entry entry) {
        return switch (column) {
            case METHOD -> method(entry.summary().method().name());
            case STATE -> Style.of(colour(entry.summary().outcome().state()));
            default -> Style.NORMAL;
        };
    }

    private static Style method(String method) {
        return method.equals("INVITE") ? Style.of(Colour.RED).strong() : Style.NORMAL;
    }

    /// The colours that sngrep has for them.
    static Colour colour(CallState state) {
        return switch (state) {
            case NONE -> Colour.DEFAULT;
            case CALL_SETUP -> Colour.YELLOW;
            case IN_CALL -> Colour.BLUE;
            case COMPLETED -> Colour.GREEN;
            case CANCELLED, REJECTED, BUSY -> Colour.RED;
            case DIVERTED -> Colour.CYAN;
        };
    }

    @Override
    public boolean press(Key key) {
        List<Entry> entries = model.table().entries();
        if (typing) {
            type(key);
            return false;
        }
        if (cursor.press(key, entries.size(), room)) {
            model.follow(false);
            return false;
        }
        return command(key, current(entries));
    }

    private @Nullable CallFlow current(List<Entry> entries) {
        cursor.fit(entries.size(), room);
        return entries.isEmpty() ? null : entries.get(cursor.at()).flow();
    }

    private boolean command(Key key, @Nullable CallFlow current) {
        switch (key.name()) {
            case "q", "Q", "Esc", "Ctrl-C" -> {
                return true;
            }
            case "F1", "h" -> model.open(HelpView.list());
            case "F3", "/", "Tab" -> typing = true;
            case "F5", "Ctrl-L" -> model.clear();
            case "F7", "f", "F" -> model.open(Forms.filter(model));
            case "F8", "o" -> model.open(Forms.settings(model));
            case "F9", "l" -> keepShown();
            case "F10", "t" -> model.open(Forms.columns(model));
            case "i", "I" -> onlyInvites();
            case "p" -> model.pause(!model.paused());
            case "A" -> model.follow(!model.follows());
            case "<" -> order(-1);
            case ">" -> order(1);
            case "z" -> model.table().order(model.table().order(), !model.table().descending());
            default -> {
                if (current != null) {
                    withCall(key, current);
                }
            }
        }
        return false;
    }

    private void withCall(Key key, CallFlow current) {
        switch (key.name()) {
            case "Enter" -> model.open(new FlowView(model, model.selectedOr(current), false));
            case "Space", " " -> {
                if (!model.selected().remove(current.callId())) {
                    model.selected().add(current.callId());
                }
            }
            case "F2", "s", "S" -> model.open(Forms.save(model, current));
            case "F4", "x", "X" ->
                    model.open(new FlowView(model, model.flows().legs(current.callId()), true));
            case "F6", "r", "R" -> model.open(RawView.of(model, model.selectedOr(current)));
            default -> {
                // means nothing here
            }
        }
    }

    private void type(Key key) {
        String text = model.table().filter().payload();
        switch (key.name()) {
            case "Enter", "Tab", "Down", "Up" -> typing = false;
            case "Esc" -> {
                typing = false;
                search("");
            }
            case "Ctrl-U" -> search("");
            case "Backspace" -> search(text.isEmpty() ? "" : text.substring(0, text.length() - 1));
            default -> {
                if (key.typed()) {
                    search(text + key.name());
                }
            }
        }
    }

    private void search(String text) {
        model.table().filter(model.table().filter().withPayload(text));
    }

    private void keepShown() {
        Set<String> shown =
                model.table().entries().stream()
                        .map(entry -> entry.flow().callId())
                        .collect(Collectors.toSet());
        for (String callId : model.flows().callIds()) {
            if (!shown.contains(callId)) {
                model.flows().remove(callId);
                model.selected().remove(callId);
            }
        }
    }

    private void onlyInvites() {
        FlowFilter filter = model.table().filter();
        Set<String> methods = filter.methods().isEmpty() ? Set.of("INVITE") : Set.of();
        model.table()
                .filter(
                        new FlowFilter(
                                methods,
                                filter.from(),
                                filter.to(),
                                filter.source(),
                                filter.destination(),
                                filter.payload()));
    }

    private void order(int step) {
        List<ListColumn> columns = List.copyOf(model.columns());
        if (!columns.isEmpty()) {
            int at = columns.indexOf(model.table().order()) + step;
            ListColumn column = columns.get(Math.floorMod(at, columns.size()));
            model.table().order(column, model.table().descending());
        }
    }
}
