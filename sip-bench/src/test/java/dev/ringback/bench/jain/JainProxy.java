package dev.ringback.bench.jain;

import gov.nist.javax.sip.Utils;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.text.ParseException;
import java.util.Properties;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.header.HeaderFactory;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.header.RouteHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/// A minimal proxy with transactions on the stack of JAIN-SIP: it records its route and sends every
/// request outside a dialog to one place. RFC 3261 §16.6, without forking and CANCEL, which the
/// benchmark's calls do not need.
public final class JainProxy implements SipListener {
    private static final String HOST = "127.0.0.1";
    private static final String BUFFER = "4194304";

    private final int port;
    private final int callee;
    private final HeaderFactory headers;
    private final AddressFactory addresses;
    private final MessageFactory messages;

    private JainProxy(int port, int callee) throws Exception {
        this.port = port;
        this.callee = callee;
        SipFactory factory = SipFactory.getInstance();
        factory.setPathName("gov.nist");
        headers = factory.createHeaderFactory();
        addresses = factory.createAddressFactory();
        messages = factory.createMessageFactory();
        SipStack stack = factory.createSipStack(properties());
        for (String transport : new String[] {ListeningPoint.UDP, ListeningPoint.TCP}) {
            ListeningPoint point = stack.createListeningPoint(HOST, port, transport);
            stack.createSipProvider(point).addSipListener(this);
        }
        stack.start();
    }

    /// As its documents advise for servers: no dialogs, several threads, large buffers, no log. Its
    /// sockets block, since those of NIO lose messages over TCP.
    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "benchmark");
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        String own = "gov.nist.javax.sip.";
        properties.setProperty(own + "STACK_LOGGER", Silence.class.getName());
        properties.setProperty(own + "TRACE_LEVEL", "0");
        properties.setProperty(own + "REENTRANT_LISTENER", "true");
        properties.setProperty(own + "THREAD_POOL_SIZE", "2");
        properties.setProperty(own + "RECEIVE_UDP_BUFFER_SIZE", BUFFER);
        properties.setProperty(own + "SEND_UDP_BUFFER_SIZE", BUFFER);
        properties.setProperty(own + "MAX_MESSAGE_SIZE", "65536");
        properties.setProperty(
                own + "MESSAGE_PROCESSOR_FACTORY", own + "stack.OIOMessageProcessorFactory");
        return properties;
    }

    @Override
    public void processRequest(RequestEvent event) {
        SipProvider provider = (SipProvider) event.getSource();
        try {
            SIPRequest request = (SIPRequest) event.getRequest();
            if (request.getMethod().equals(Request.ACK)) {
                provider.sendRequest(copy(request, provider));
                return;
            }
            ServerTransaction server = event.getServerTransaction();
            if (server == null) {
                server = provider.getNewServerTransaction(request);
            }
            Response answer = answer(request);
            if (answer != null) {
                server.sendResponse(answer);
            }
            if (answer == null || answer.getStatusCode() < 200) {
                ClientTransaction client =
                        provider.getNewClientTransaction(copy(request, provider));
                client.setApplicationData(server);
                client.sendRequest();
            }
        } catch (Exception e) {
            report(e);
        }
    }

    /// What the proxy says itself: 100 to an INVITE at once, and the final answers that are its
    /// own.
    private @Nullable Response answer(SIPRequest request) throws ParseException {
        MaxForwardsHeader left = request.getMaxForwards();
        if (request.getMethod().equals(Request.OPTIONS) && request.getToTag() == null) {
            SIPResponse ok = (SIPResponse) messages.createResponse(Response.OK, request);
            ok.setToTag("benchmark");
            return ok;
        }
        if (left != null && left.getMaxForwards() == 0) {
            return messages.createResponse(Response.TOO_MANY_HOPS, request);
        }
        boolean invite = request.getMethod().equals(Request.INVITE);
        return invite ? messages.createResponse(Response.TRYING, request) : null;
    }

    /// The request as it goes on. RFC 3261 §16.6 steps 1 to 8.
    private Request copy(SIPRequest request, SipProvider provider)
            throws ParseException, InvalidArgumentException, SipException {
        SIPRequest copy = (SIPRequest) request.clone();
        String transport = provider.getListeningPoints()[0].getTransport();
        MaxForwardsHeader left = copy.getMaxForwards();
        if (left == null) {
            copy.setHeader(headers.createMaxForwardsHeader(70));
        } else {
            left.decrementMaxForwards();
        }
        RouteHeader route = (RouteHeader) copy.getHeader(RouteHeader.NAME);
        if (route != null && own((SipURI) route.getAddress().getURI())) {
            copy.removeFirst(RouteHeader.NAME);
        }
        if (copy.getToTag() == null) {
            retarget((SipURI) copy.getRequestURI(), transport);
            if (copy.getMethod().equals(Request.INVITE)) {
                SipURI back = addresses.createSipURI(null, HOST);
                back.setPort(port);
                back.setLrParam();
                back.setTransportParam(transport);
                copy.addFirst(headers.createRecordRouteHeader(addresses.createAddress(back)));
            }
        }
        ViaHeader via = headers.createViaHeader(HOST, port, transport, null);
        via.setBranch(Utils.getInstance().generateBranchId());
        copy.addFirst(via);
        return copy;
    }

    private void retarget(SipURI uri, String transport) throws ParseException {
        uri.setHost(HOST);
        uri.setPort(callee);
        uri.setTransportParam(transport);
    }

    private boolean own(SipURI uri) {
        return uri.getHost().equals(HOST) && uri.getPort() == port;
    }

    @Override
    public void processResponse(ResponseEvent event) {
        try {
            if (event.getResponse().getStatusCode() == Response.TRYING) {
                return;
            }
            Response copy = (Response) event.getResponse().clone();
            copy.removeFirst(ViaHeader.NAME);
            ClientTransaction client = event.getClientTransaction();
            if (client != null) {
                ((ServerTransaction) client.getApplicationData()).sendResponse(copy);
            } else if (copy.getHeader(ViaHeader.NAME) != null) {
                ((SipProvider) event.getSource()).sendResponse(copy);
            }
        } catch (Exception e) {
            report(e);
        }
    }

    /// Says it in the server's log: a proxy that fails must not look fast.
    private static void report(Exception e) {
        System.out.println("failed: " + e);
    }

    @Override
    public void processTimeout(TimeoutEvent event) {}

    @Override
    public void processIOException(IOExceptionEvent event) {}

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    /// Runs until it is killed.
    ///
    /// @param arguments its port, and that of the callee
    static void main(String[] arguments) throws Exception {
        new JainProxy(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
