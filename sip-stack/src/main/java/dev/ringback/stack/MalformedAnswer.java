package dev.ringback.stack;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Via;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.transaction.ResponseRoute;

/// Answers bytes that are no message, without any state: RFC 3261 §16.3 step 1 and §18.3.
final class MalformedAnswer {
    private MalformedAnswer() {}

    static void give(SipStack stack, Flow flow, Malformed malformed) {
        stack.tell(new Notice.ParseError(malformed.fault().word()));
        SipResponse reply = malformed.reply();
        if (reply != null) {
            Via stamped = ViaStamp.stamp(reply.topVia(), flow);
            SipResponse sent =
                    reply.edit().replaceFirst(HeaderName.VIA, stamped.toString()).build();
            stack.sendStateless(sent, ResponseRoute.first(stamped, flow));
        }
        if (flow.transport().reliable()) {
            stack.emit(new Output.Close(flow));
        }
    }
}
