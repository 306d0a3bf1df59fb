package dev.ringback.cli.viewer;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.cli.viewer.FormView.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The windows with fields.
final class Forms {
    /// The methods that the filter of sngrep knows.
    private static final List<String> METHODS =
            List.of(
                    "REGISTER",
                    "INVITE",
                    "SUBSCRIBE",
                    "NOTIFY",
                    "OPTIONS",
                    "PUBLISH",
                    "MESSAGE",
                    "REFER",
                    "INFO",
                    "UPDATE");

    private static final String ALL = "all dialogs";
    private static final String SELECTED = "selected dialogs";
    private static final String SHOWN = "filtered dialogs";
    private static final String CURRENT = "current dialog";

    private Forms() {}

    static FormView filter(Model model) {
        FlowFilter filter = model.table().filter();
        Field from = Field.text("SIP From", filter.from());
        Field to = Field.text("SIP To", filter.to());
        Field source = Field.text("Source", filter.source());
        Field destination = Field.text("Destination", filter.destination());
        Field payload = Field.text("Payload", filter.payload());
        List<Field> methods =
                METHODS.stream()
                        .map(
                                name ->
                                        Field.toggle(
                                                name,
                                                filter.methods().isEmpty()
                                                        || filter.methods().contains(name)))
                        .toList();
        List<Field> all = new ArrayList<>(List.of(from, to, source, destination, payload));
        all.addAll(methods);
        return new FormView(
                "Filter options",
                all,
                () ->
                        model.table()
                                .filter(
                                        new FlowFilter(
                                                wanted(methods),
                                                from.value(),
                                                to.value(),
                                                source.value(),
                                                destination.value(),
                                                payload.value())));
    }

    /// All are wanted where each is, those included that have no field.
    private static Set<String> wanted(List<Field> methods) {
        Set<String> wanted = new HashSet<>();
        methods.stream().filter(Field::on).forEach(field -> wanted.add(field.label()));
        return wanted.size() == methods.size() ? Set.of() : wanted;
    }

    static FormView save(Model model, CallFlow current) {
        Field path = Field.text("File", "");
        Field which = Field.choice("Dialogs", ALL, List.of(ALL, SELECTED, SHOWN, CURRENT));
        Field format = Field.choice("Format", ".pcap", List.of(".pcap", ".txt"));
        return new FormView(
                "Save capture",
                List.of(path, which, format),
                () -> {
                    if (path.value().isBlank()) {
                        model.tell("nothing was saved: the file needs a name");
                        return;
                    }
                    boolean ends = path.value().endsWith(format.value());
                    model.order(
                            new SaveOrder(
                                    ends ? path.value() : path.value() + format.value(),
                                    format.value().equals(".txt"),
                                    flows(model, which.value(), current)));
                });
    }

    private static List<CallFlow> flows(Model model, String which, CallFlow current) {
        return switch (which) {
            case SELECTED -> model.selectedOr(current);
            case SHOWN -> model.table().entries().stream().map(CallTable.Entry::flow).toList();
            case CURRENT -> List.of(current);
            default -> model.flows().flows();
        };
    }

    static FormView settings(Model model) {
        Settings settings = model.settings();
        List<String> colours =
                Arrays.stream(Settings.Colours.values()).map(Settings.Colours::label).toList();
        Field colour = Field.choice("Message colour mode", settings.colours.label(), colours);
        Field syntax = Field.toggle("Message syntax", settings.syntax);
        Field preview = Field.toggle("Message beside the flow", settings.preview);
        Field hosts = Field.toggle("One column for each host", settings.compressed);
        Field since = Field.toggle("Time since the beginning", settings.sinceBeginning);
        Field follow = Field.toggle("Autoscroll", model.follows());
        return new FormView(
                "Settings",
                List.of(colour, syntax, preview, hosts, since, follow),
                () -> {
                    int chosen = colours.indexOf(colour.value());
                    settings.colours = List.of(Settings.Colours.values()).get(chosen);
                    settings.syntax = syntax.on();
                    settings.preview = preview.on();
                    settings.compressed = hosts.on();
                    settings.sinceBeginning = since.on();
                    model.follow(follow.on());
                });
    }

    static FormView columns(Model model) {
        List<ListColumn> all = List.of(ListColumn.values());
        List<Field> fields =
                all.stream()
                        .map(
                                column ->
                                        Field.toggle(
                                                column.title(), model.columns().contains(column)))
                        .toList();
        return new FormView(
                "Call List columns selection",
                fields,
                () -> {
                    model.columns().clear();
                    for (int i = 0; i < all.size(); i++) {
                        if (fields.get(i).on()) {
                            model.columns().add(all.get(i));
                        }
                    }
                });
    }
}
