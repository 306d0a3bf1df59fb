package dev.ringback.webrtc;

import java.io.IOException;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DTLSVerifier;
import org.jspecify.annotations.Nullable;

/// An association of DTLS for one call, on a thread of its own from the first flight to its end.
final class Handshake {
    private static final int LOOK_MILLIS = 500;
    private static final int MOST_OCTETS = 2048;

    /// The peer, in the cookie that it has to repeat: there is one on each link.
    private static final byte[] PEER = {1};

    private final DtlsEnd end;
    private final DtlsLink link;
    private final boolean proves;
    private final Consumer<@Nullable SrtpKeys> told;
    private final Thread thread;
    private volatile boolean closing;

    /// @param proves whether a client has to prove first that it receives what is sent to it, by a
    ///   cookie: RFC 6347 §4.2.1. Else whoever forges its address has a whole flight sent there for
    ///   one hello, again and again
    /// @param told hears the keys once there are any, and null when the association is over or does
    ///   not come about; on its thread
    Handshake(DtlsEnd end, DtlsLink link, boolean proves, Consumer<@Nullable SrtpKeys> told) {
        this.end = end;
        this.link = link;
        this.proves = proves;
        this.told = told;
        this.thread = Thread.ofVirtual().name("echo-dtls").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Ends it, with a word to the peer where there is an association. Waits at most this long.
    void close(int millis) {
        closing = true;
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close();
        thread.interrupt();
    }

    private void run() {
        try {
            DTLSTransport association = shake();
            told.accept(end.keys());
            stay(association);
        } catch (IOException e) {
            // Alerts of the peer, wrong certificates, silence: all end in the same way.
            link.close();
        } finally {
            told.accept(null);
        }
    }

    private DTLSTransport shake() throws IOException {
        return switch (end) {
            case PassiveEnd server when proves ->
                    new DTLSServerProtocol().accept(server, link, proved(server));
            case PassiveEnd server -> new DTLSServerProtocol().accept(server, link);
            case ActiveEnd client -> new DTLSClientProtocol().connect(client, link);
        };
    }

    /// The hello that has our cookie; each other is answered with one.
    private DTLSRequest proved(PassiveEnd server) throws IOException {
        DTLSVerifier verifier = new DTLSVerifier(server.getCrypto());
        byte[] hello = new byte[MOST_OCTETS];
        while (!closing) {
            int length = link.receive(hello, 0, hello.length, LOOK_MILLIS);
            DTLSRequest request =
                    length < 0 ? null : verifier.verifyRequest(PEER, hello, 0, length, link);
            if (request != null) {
                return request;
            }
        }
        throw new IOException("ended");
    }

    /// Answers repeated flights, and hears when the peer ends the association.
    private void stay(DTLSTransport association) throws IOException {
        byte[] ignored = new byte[MOST_OCTETS];
        while (!closing && !link.ended()) {
            int _ = association.receive(ignored, 0, ignored.length, LOOK_MILLIS);
        }
        association.close();
    }
}
