package dev.ringback.bench;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.ByteBuffer;
import java.text.ParseException;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ViaHeader;

/// The same with JAIN-SIP. Its messages change, so the two lines are taken out again.
final class JainWriter {
    private final HeaderFactoryImpl headers = new HeaderFactoryImpl();
    private final ByteBuffer wire = ByteBuffer.allocate(65_536);
    private final SIPMessage message;
    private final Address own;

    /// @param bytes what came in
    JainWriter(byte[] bytes) {
        try {
            message = new StringMsgParser().parseSIPMessage(bytes, true, false, null);
            AddressFactoryImpl addresses = new AddressFactoryImpl();
            SipURI uri = addresses.createSipURI(null, RingbackHop.HOST);
            uri.setPort(RingbackHop.PORT);
            uri.setLrParam();
            own = addresses.createAddress(uri);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes it; the answer is good until the next time.
    ByteBuffer write() throws ParseException, InvalidArgumentException, SipException {
        message.addFirst(headers.createRecordRouteHeader(own));
        message.addFirst(
                headers.createViaHeader(
                        RingbackHop.HOST, RingbackHop.PORT, "UDP", RingbackHop.BRANCH));
        wire.clear();
        wire.put(message.encodeAsBytes("UDP"));
        message.removeFirst(ViaHeader.NAME);
        message.removeFirst(RecordRouteHeader.NAME);
        return wire.flip();
    }
}
