package dev.ringback.it.control;

import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.Received;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Calls to the echo, one after the other on each of some sockets, until they are ended. Whatever
/// goes wrong with one is kept.
final class EchoCalls implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final int server;
    private final AtomicBoolean ends = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final List<Thread> callers;

    EchoCalls(int server, int sockets) {
        this.server = server;
        this.callers =
                Stream.generate(() -> Thread.ofPlatform().start(this::callAndCall))
                        .limit(sockets)
                        .toList();
    }

    private void callAndCall() {
        try (RawSip socket = new RawSip(server)) {
            while (!ends.get()) {
                call(socket);
                done.incrementAndGet();
                pause(socket);
            }
        } catch (AssertionError | RuntimeException e) {
            faults.add(e.toString());
        }
    }

    /// Without it the server would be busy all the time, and refuse new work.
    private static void pause(RawSip socket) {
        long end = System.nanoTime() + PAUSE.toNanos();
        for (long left = PAUSE.toNanos(); left > 0; left = end - System.nanoTime()) {
            var _ = socket.receive(Duration.ofNanos(left)); // a repetition, or nothing
        }
    }

    private void call(RawSip socket) {
        String call = UUID.randomUUID().toString();
        Received ok = ask(socket, request(socket, call, "INVITE", 1, ""), "1 INVITE");
        if (ok.status() != 200) {
            faults.add(ok.text());
            return;
        }
        String tag = ok.header("To").replaceFirst(".*;tag=", ";tag=");
        socket.send(request(socket, call, "ACK", 1, tag));
        Received bye = ask(socket, request(socket, call, "BYE", 2, tag), "2 BYE");
        if (bye.status() != 200) {
            faults.add(bye.text());
        }
    }

    /// The final response to a request of the present call, which is repeated until it comes.
    private static Received ask(RawSip socket, String request, String cseq) {
        String call = request.replaceFirst("(?s).*Call-ID: ([^\r]*).*", "$1");
        for (int i = 0; i < 10; i++) {
            socket.send(request);
            Received answer = socket.receive(AGAIN);
            while (answer != null) {
                boolean ours = answer.header("Call-ID").equals(call);
                if (ours && answer.status() >= 200 && answer.header("CSeq").equals(cseq)) {
                    return answer;
                }
                answer = socket.receive(AGAIN);
            }
        }
        throw new AssertionError("no answer to " + cseq);
    }

    static String request(RawSip socket, String call, String method, int number, String tag) {
        return """
        %1$s sip:echo@localhost SIP/2.0
        Via: SIP/2.0/UDP 127.0.0.1:%2$d;rport;branch=z9hG4bK%3$s
        From: <sip:carol@far.example>;tag=c
        To: <sip:echo@localhost>%4$s
        Call-ID: %5$s
        CSeq: %6$d %1$s
        Max-Forwards: 70
        Contact: <sip:carol@127.0.0.1:%2$d>
        Content-Length: 0

        """
                .formatted(method, socket.port(), UUID.randomUUID(), tag, call, number)
                .replace("\n", "\r\n");
    }

    /// How many calls were complete so far.
    int done() {
        return done.get();
    }

    /// What went wrong so far.
    List<String> faults() {
        return List.copyOf(faults);
    }

    /// Ends the calls that are up, and begins no further.
    void end() throws InterruptedException {
        ends.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
    }

    @Override
    public void close() {
        ends.set(true);
    }
}
