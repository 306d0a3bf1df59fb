package dev.ringback.useragent;

import dev.ringback.cause.Reply;
import dev.ringback.message.SipRequest;
import dev.ringback.transaction.ServerTransaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user agent behind a [UserAgentCore]: it gets the requests outside of dialogs that are for it.
/// Called on the stack's thread.
public interface LocalAgent {
    /// The name of an agent that is asked about requests for users whom no other agent serves.
    String ANYBODY = "";

    /// What it can do; the core checks requests against it before (RFC 3261 §8.2).
    Capabilities capabilities();

    /// The user parts, as [dev.ringback.uri.SipUri#user] tells them, of the Request-URIs that may
    /// be for this agent: that of its contact, that of its address-of-record, or [#ANYBODY]. Each
    /// is looked up in a table, so that it does not matter how many agents there are. They stay the
    /// same while the agent is with a core.
    List<String> names();

    /// Whether a request outside of any dialog is for this agent, by its whole Request-URI. Only
    /// asked where a name fits.
    boolean serves(SipRequest request);

    /// Answers a new request outside of any dialog, or one in a dialog that none of its usages
    /// takes; any but ACK, CANCEL and BYE; checked by §8.2.
    void request(ServerTransaction transaction);

    /// By which scheme it is called.
    default SipsPolicy sips() {
        return SipsPolicy.EITHER;
    }

    /// What an OPTIONS is answered with instead of 200: the answer that an INVITE would have now,
    /// such as 486 (RFC 3261 §11.2).
    ///
    /// @return null for 200
    default @Nullable Reply unavailable(SipRequest options) {
        return null;
    }
}
