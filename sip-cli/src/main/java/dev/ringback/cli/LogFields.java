package dev.ringback.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/// What a log event tells by name.
///
/// @param others all but the Call-ID, in their order
/// @param callId the Call-ID; null where it tells none
record LogFields(List<KeyValuePair> others, @Nullable Object callId) {
    /// The name of the Call-ID.
    static final String CALL_ID = "call-id";

    static LogFields of(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs == null || pairs.isEmpty()) {
            return new LogFields(List.of(), null);
        }
        Object callId = null;
        for (KeyValuePair pair : pairs) {
            callId = pair.key.equals(CALL_ID) ? pair.value : callId;
        }
        return new LogFields(
                pairs.stream().filter(pair -> !pair.key.equals(CALL_ID)).toList(), callId);
    }
}
