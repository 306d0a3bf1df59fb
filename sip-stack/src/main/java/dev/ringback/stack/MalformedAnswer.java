package dev.ringback.stack;

import dev.ringback.amplification.AnswerSize;
import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.Check;
import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Fault;
import dev.ringback.parse.Malformed;
import dev.ringback.transaction.ResponseRoute;
import java.util.Locale;
import java.util.Set;

/// Answers bytes that are no message, without any state: RFC 3261 §16.3 step 1 and §18.3.
final class MalformedAnswer {
    /// After these nobody can tell where the next message of a stream begins, or whether there will
    /// be one.
    private static final Set<Fault> FRAMING =
            Set.of(
                    Fault.NOT_SIP,
                    Fault.START_LINE,
                    Fault.VERSION,
                    Fault.HEADER_SYNTAX,
                    Fault.HEADER_TOO_LONG,
                    Fault.TOO_MANY_HEADERS,
                    Fault.CONTENT_LENGTH,
                    Fault.BODY_TOO_LARGE,
                    Fault.TOO_LARGE);

    private MalformedAnswer() {}

    /// @param bounded whether the answer must be hardly larger than what it answers
    static void give(SipStack stack, Flow flow, Malformed malformed, boolean bounded) {
        stack.tell(new Notice.ParseError(word(malformed.fault())));
        if (malformed.response()) {
            stack.unreadable(flow.remote(), malformed.fault());
        }
        SipResponse reply = malformed.reply();
        if (reply != null) {
            Via stamped = ViaStamp.stamp(reply.topVia(), flow);
            SipResponse sent =
                    reply.edit().replaceFirst(HeaderName.VIA, stamped.toString()).build();
            int most = bounded ? AnswerSize.most(sent) : AnswerSize.UNBOUNDED;
            SipResponse fitting = AnswerSize.fit(sent, most, false);
            if (fitting == null) {
                stack.tell(new Notice.Dropped("answer-too-large"));
            } else {
                stack.sendStateless(fitting, ResponseRoute.first(stamped, flow));
            }
            stack.tell(
                    new Notice.Answered(
                            sent,
                            CauseGraph.of(
                                    stack.now(), CauseGraph.NO_ATTEMPT, cause(malformed.fault()))));
            stack.tell(new Notice.Settled(sent.cSeq().method(), stack.now()));
        }
        if (flow.transport().reliable() && FRAMING.contains(malformed.fault())) {
            stack.emit(new Output.Close(flow));
        }
    }

    private static Cause cause(Fault fault) {
        Check check =
                switch (fault) {
                    case VERSION -> Check.VERSION;
                    case TOO_LARGE -> Check.MESSAGE_SIZE;
                    case BODY_TOO_LARGE -> Check.BODY_SIZE;
                    case URI_TOO_LONG -> Check.URI_LENGTH;
                    default -> Check.SYNTAX;
                };
        return new Cause.CheckFailed(check, word(fault));
    }

    static String word(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }
}
