package dev.ringback.sip;

import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request outside of calls, such as MESSAGE or SUBSCRIBE. Who does not answer it answers 200
/// when the handler ends, or 500 where it throws.
public interface IncomingRequest {
    /// The request.
    SipRequest request();

    /// Who sent it by the word of a trusted element, see [Call#asserted].
    List<NameAddress> asserted();

    /// Its body, opened where it was protected; null where it has none.
    @Nullable Body body();

    /// Answers it, once.
    ///
    /// @param reply 200 to 699
    void reply(CallReply reply);

    /// Answers it without more.
    default void reply(int status) {
        reply(CallReply.of(status));
    }
}
