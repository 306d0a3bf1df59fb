package dev.ringback.session;

import dev.ringback.dialog.Dialog;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.message.MessageBuilder;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.message.SipsAddresses;
import dev.ringback.reaction.Draft;
import dev.ringback.reaction.Sent;
import dev.ringback.stack.Flow;
import dev.ringback.stack.ListenPoint;
import dev.ringback.useragent.Capabilities;
import dev.ringback.useragent.UserAgentCore;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the messages of a session have in common.
final class Messages {
    /// The requests whose Contact tells where the agent is: RFC 3261 §12.2.1.1, RFC 3515, RFC 6665.
    private static final Set<Method> WITH_CONTACT =
            Set.of(Method.INVITE, Method.UPDATE, Method.REFER, Method.SUBSCRIBE, Method.NOTIFY);

    private final SessionContext context;

    Messages(SessionContext context) {
        this.context = context;
    }

    /// A request in a dialog.
    ///
    /// @param extras writes into each sending
    Draft inDialog(Dialog dialog, Method method, Consumer<SipRequest.Builder> extras) {
        return new Draft() {
            @Override
            public SipRequest.Builder next() {
                SipRequest.Builder request = dialog.request(method);
                if (method.equals(Method.INVITE) || method.equals(Method.UPDATE)) {
                    describe(request);
                }
                extras.accept(request);
                return request;
            }

            @Override
            public void leaves(SipRequest.Builder request, ListenPoint local) {
                if (WITH_CONTACT.contains(method)) {
                    request.set(HeaderName.CONTACT, contact(dialog, local).toString());
                }
            }
        };
    }

    /// Where requests in a dialog reach us: RFC 5630 §5.1.1.2.
    private NameAddress contact(Dialog dialog, ListenPoint local) {
        NameAddress own = context.contact(local);
        return dialog.secure() ? SipsAddresses.secured(own) : own;
    }

    /// Writes where requests reach us.
    void contact(SipRequest.Builder request, ListenPoint local) {
        request.set(HeaderName.CONTACT, context.contact(local).toString());
    }

    /// Writes what the agent can do: Allow and Supported (RFC 3261 §13.2.1, §13.3.1.4), Recv-Info
    /// (RFC 6086 §5.2.1).
    void describe(MessageBuilder<?> message) {
        Capabilities capabilities = context.agent().capabilities();
        message.set(HeaderName.ALLOW, capabilities.allow());
        if (!capabilities.extensions().isEmpty()) {
            message.set(HeaderName.SUPPORTED, String.join(", ", capabilities.extensions()));
        }
        if (capabilities.methods().contains(Method.INFO)) {
            message.set(HeaderName.RECV_INFO, infoPackages());
        }
    }

    /// The value of Recv-Info: the packages, or that there are none (RFC 6086 §5.2.1).
    String infoPackages() {
        List<String> packages = context.infoPackages();
        return packages.isEmpty() ? "nil" : String.join(", ", packages);
    }

    /// A response that forms or holds a dialog: §12.1.1.
    SipResponse.Builder reply(SipRequest invite, Flow flow, int status, String tag) {
        SipResponse.Builder response = SipResponse.dialogReply(invite, status, tag, contact(flow));
        describe(response);
        return response;
    }

    private NameAddress contact(Flow flow) {
        ListenPoint local = context.core().stack().localFor(flow);
        return context.contact(Objects.requireNonNull(local));
    }

    /// The ACK of one 2xx: sent when the 2xx came, and once more for each repetition of it.
    /// RFC 3261 §13.2.2.4.
    static final class Acknowledgement {
        private final UserAgentCore core;
        private @Nullable Sent sent;

        Acknowledgement(UserAgentCore core) {
            this.core = core;
        }

        /// Sends it.
        ///
        /// @param ack the ACK without Via
        /// @param invite the INVITE as it was sent
        void send(SipRequest.Builder ack, SipRequest invite) {
            core.sender().acknowledge(ack, invite, found -> sent = found);
        }

        /// The 2xx came again. While the way is still being looked for, nothing is sent: the next
        /// repetition will be.
        void repeat() {
            if (sent != null) {
                core.stack().acknowledge(sent.request(), sent.to());
            }
        }
    }
}
