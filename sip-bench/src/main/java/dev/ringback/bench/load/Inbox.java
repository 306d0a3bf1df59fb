package dev.ringback.bench.load;

import dev.ringback.bench.load.tally.Tally;
import dev.ringback.bench.socket.Link;
import dev.ringback.bench.socket.Receiver;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.util.function.BiConsumer;

/// Reads what comes and hands it to who answers for it.
///
/// @param requests takes the requests
/// @param responses takes the responses
record Inbox(
        Tally tally,
        MessageParser parser,
        BiConsumer<SipRequest, Link> requests,
        BiConsumer<SipResponse, Link> responses)
        implements Receiver {

    /// The inbox of a caller: no request belongs there.
    static Inbox ofCaller(Tally tally, Work work) {
        MessageParser parser = new MessageParser(ParseLimits.defaults());
        return new Inbox(
                tally, parser, (_, _) -> tally.stray("request to a caller"), work::response);
    }

    /// The inbox of a callee: no response belongs there.
    static Inbox ofCallee(Tally tally, BiConsumer<SipRequest, Link> callee) {
        MessageParser parser = new MessageParser(ParseLimits.defaults());
        return new Inbox(tally, parser, callee, (_, _) -> tally.stray("response to a callee"));
    }

    @Override
    public void received(byte[] message, Link from) {
        switch (parser.parse(message)) {
            case Parsed(SipRequest request) -> requests.accept(request, from);
            case Parsed(SipResponse response) -> responses.accept(response, from);
            case Malformed malformed -> tally.stray(malformed.reason());
        }
    }
}
