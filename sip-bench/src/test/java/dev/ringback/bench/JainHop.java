package dev.ringback.bench;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.ByteBuffer;
import java.text.ParseException;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.MaxForwardsHeader;

/// The same hop with JAIN-SIP, as a proxy written with it does it.
final class JainHop {
    private final StringMsgParser parser = new StringMsgParser();
    private final HeaderFactoryImpl headers = new HeaderFactoryImpl();
    private final ByteBuffer wire = ByteBuffer.allocate(65_536);
    private final Address recordRoute;

    JainHop() {
        AddressFactoryImpl addresses = new AddressFactoryImpl();
        try {
            SipURI own = addresses.createSipURI(null, RingbackHop.HOST);
            own.setPort(RingbackHop.PORT);
            own.setLrParam();
            recordRoute = addresses.createAddress(own);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Forwards one request; the answer is good until the next one.
    ByteBuffer forward(byte[] bytes) throws ParseException, InvalidArgumentException, SipException {
        SIPRequest request = (SIPRequest) parser.parseSIPMessage(bytes, true, false, null);
        MaxForwardsHeader hops = request.getMaxForwards();
        hops.decrementMaxForwards();
        request.addFirst(headers.createRecordRouteHeader(recordRoute));
        request.addFirst(
                headers.createViaHeader(
                        RingbackHop.HOST, RingbackHop.PORT, "UDP", RingbackHop.BRANCH));
        wire.clear();
        wire.put(request.encodeAsBytes("UDP"));
        return wire.flip();
    }
}
