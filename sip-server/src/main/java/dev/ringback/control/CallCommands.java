package dev.ringback.control;

import dev.ringback.app.record.RecordedCalls;
import dev.ringback.callflow.why.Language;
import dev.ringback.callflow.why.Why;
import dev.ringback.callflow.why.WhyText;
import dev.ringback.callflow.why.WhyValues;
import java.io.IOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What can be asked about the calls that passed a running server.
final class CallCommands {
    private final RecordedCalls calls;

    private CallCommands(RecordedCalls calls) {
        this.calls = calls;
    }

    static Map<String, ControlCommand> of(RecordedCalls calls) {
        CallCommands commands = new CallCommands(calls);
        return Map.of("why", (request, _) -> commands.why(request));
    }

    /// Why a call ended as it did: `why` holds it as data, `lines` as text.
    private Map<String, @Nullable Object> why(ControlRequest request) throws IOException {
        String callId = request.required("call");
        Language language = language(request.text("lang"));
        Why why = calls.why(callId);
        if (why == null) {
            throw new ControlException("nothing is recorded of the Call-ID " + callId);
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("why", new WhyValues(language).of(why));
        answer.put("lines", new WhyText(language, ZoneId.systemDefault()).lines(why));
        return answer;
    }

    private static Language language(@Nullable String name) throws ControlException {
        if (name == null) {
            return Language.EN;
        }
        for (Language language : Language.values()) {
            if (language.name().equalsIgnoreCase(name)) {
                return language;
            }
        }
        throw new ControlException(
                "no language " + name.toLowerCase(Locale.ROOT) + ": there are en and zh");
    }
}
