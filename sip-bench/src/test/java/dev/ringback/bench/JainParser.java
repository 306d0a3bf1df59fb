package dev.ringback.bench;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.Iterator;
import java.util.function.Consumer;

/// What is measured of JAIN-SIP: its parser as its UDP channel calls it. It reads all headers at
/// once, so there is no base parse.
final class JainParser {
    private final StringMsgParser parser = new StringMsgParser();

    /// Parses with the body, and hands out every header.
    SIPMessage full(byte[] bytes, Consumer<Object> sink) throws ParseException {
        SIPMessage message = parser.parseSIPMessage(bytes, true, false, JainParser::refuse);
        if (message instanceof SIPRequest request) {
            sink.accept(request.getRequestURI());
        }
        Iterator<SIPHeader> headers = message.getHeaders();
        while (headers.hasNext()) {
            SIPHeader header = headers.next();
            if (header instanceof SIPHeaderList<?> list) {
                list.forEach(sink);
            } else {
                sink.accept(header);
            }
        }
        if (message.getRawContent() != null) {
            sink.accept(message.getRawContent());
        }
        return message;
    }

    private static void refuse(
            ParseException fault, SIPMessage message, Class<?> type, String header, String text)
            throws ParseException {
        throw fault;
    }
}
