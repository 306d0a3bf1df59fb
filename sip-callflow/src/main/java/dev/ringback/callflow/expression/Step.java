package dev.ringback.callflow.expression;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// A message in an order: a request, or a response.
///
/// @param method the method of a request; of the request that was answered, null for any
/// @param status digits with which the status of a response begins; null for a request
record Step(@Nullable String method, @Nullable String status) {
    static Step request(String method) {
        return new Step(method, null);
    }

    /// @param text `180` or `2xx`
    static Step response(String text, @Nullable String method) {
        return new Step(method, text.replace("x", ""));
    }

    boolean is(SipMessage message) {
        return switch (message) {
            case SipRequest request -> status == null && request.method().name().equals(method);
            case SipResponse response ->
                    status != null
                            && String.valueOf(response.status()).startsWith(status)
                            && (method == null || response.cSeq().method().name().equals(method));
        };
    }
}
