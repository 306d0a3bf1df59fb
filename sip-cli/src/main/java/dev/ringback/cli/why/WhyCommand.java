package dev.ringback.cli.why;

import dev.ringback.callflow.codes.Language;
import dev.ringback.cli.ctl.WhichServer;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlRequest;
import dev.ringback.control.JsonLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback why CALL-ID`: why a call ended as it did; exit status 1 where nothing is known of it.
@Command(
        name = "why",
        header = "Tells why a call ended as it did.",
        description = {
            "Asks the running server for the cause behind the final response of a call, or of",
            "another request, by its Call-ID: the decisive cause first, then what led to it, then",
            "the messages that passed."
        })
public final class WhyCommand implements Callable<Integer> {
    @Mixin private WhichServer which = new WhichServer();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "CALL-ID", description = "the call's Call-ID")
    private String callId = "";

    @Option(names = "--lang", paramLabel = "LANG", description = "the language: en or zh")
    private Language language = Language.EN;

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    /// Nothing is asked yet.
    public WhyCommand() {}

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Object> arguments =
                Map.of("call", callId, "lang", language.name().toLowerCase(Locale.ROOT));
        Answer answer = new Answer();
        try (ControlClient client = which.connect()) {
            Object why = client.ask(new ControlRequest("why", arguments), answer::take).get("why");
            if (json) {
                out.println(JsonLine.write(answer.whole(why)));
            } else {
                answer.lines.forEach(line -> out.println(Texts.harmless(line)));
            }
        }
        return 0;
    }

    /// What the server says, piece by piece.
    private static final class Answer {
        private final List<String> lines = new ArrayList<>();
        private final Map<Integer, List<@Nullable Object>> messages = new HashMap<>();

        void take(Map<String, @Nullable Object> item) {
            if (item.get("line") instanceof String line) {
                lines.add(line);
            } else if (item.get("leg") instanceof Number leg) {
                messages.computeIfAbsent(leg.intValue(), _ -> new ArrayList<>())
                        .add(item.get("message"));
            }
        }

        /// Puts the messages where they belong.
        Map<String, @Nullable Object> whole(@Nullable Object why) {
            Map<String, @Nullable Object> whole = withMessages(why, 0);
            List<@Nullable Object> legs = new ArrayList<>();
            if (whole.get("legs") instanceof List<?> all) {
                all.forEach(leg -> legs.add(withMessages(leg, legs.size() + 1)));
            }
            whole.put("legs", legs);
            return whole;
        }

        private Map<String, @Nullable Object> withMessages(@Nullable Object call, int leg) {
            Map<String, @Nullable Object> whole = new LinkedHashMap<>();
            if (call instanceof Map<?, ?> map) {
                map.forEach((name, value) -> whole.put(String.valueOf(name), value));
            }
            whole.put("messages", messages.getOrDefault(leg, List.of()));
            return whole;
        }
    }
}
