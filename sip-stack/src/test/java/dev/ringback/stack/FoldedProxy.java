package dev.ringback.stack;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Element;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import dev.ringback.transaction.Timers;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A small proxy with its stack, a clock that is moved by hand, and a log of all that it did. Its
/// transactions either stay whole while they wait, or little is kept of them: nobody may see which.
final class FoldedProxy implements TransactionUser {
    private static final Cause CAUSE = new Cause.Served(Element.USER_AGENT);
    private static final ListenPoint POINT =
            new ListenPoint(Transport.UDP, StackBench.LOCAL, "127.0.0.1", 5060);

    final SipStack stack;

    /// What came out of it, and what the core was told, as text.
    final List<String> log = new ArrayList<>();

    final List<Output.Send> sends = new ArrayList<>();
    private final List<ServerTransaction> servers = new ArrayList<>();
    private final List<ClientTransaction> clients = new ArrayList<>();
    private final boolean whole;
    private long now;

    FoldedProxy(boolean whole) {
        this.whole = whole;
        List<ListenPoint> points =
                List.of(POINT, new ListenPoint(Transport.TCP, StackBench.LOCAL, "127.0.0.1", 5060));
        stack =
                new SipStack(
                        new StackConfig(Timers.defaults(), points, new CountedIds(), Instant.EPOCH),
                        this);
    }

    void handle(Input input) {
        stack.handle(input, now, this::put);
    }

    void pass(Duration time) {
        long until = now + time.toNanos();
        while (stack.nextDeadline() <= until) {
            now = Math.max(now, stack.nextDeadline());
            handle(new Input.TimersDue());
        }
        now = until;
    }

    /// Answers a request that came, though it may have been answered or be over.
    void answer(int index, int status) {
        if (index < servers.size()) {
            ServerTransaction server = servers.get(index);
            handle(new Input.Command(() -> respond(server, status)));
        }
    }

    /// Forwards a request that came.
    void forward(int index, Destination to) {
        if (index < servers.size() && !servers.get(index).answered()) {
            ServerTransaction server = servers.get(index);
            handle(new Input.Command(() -> forward(server, to)));
        }
    }

    void cancel(int index) {
        if (index < clients.size()) {
            handle(new Input.Command(() -> clients.get(index).cancel()));
        }
    }

    /// How every transaction stands.
    String state() {
        StringBuilder state = new StringBuilder();
        servers.forEach(each -> state.append(each.ended() ? 'x' : each.answered() ? 'a' : '.'));
        state.append(' ');
        clients.forEach(each -> state.append(each.ended() ? 'x' : '.'));
        return state.append(' ').append(stack.transactionCount()).toString();
    }

    private void put(Output output) {
        switch (output) {
            case Output.Send send -> {
                sends.add(send);
                log.add(send.to() + "\n" + text(send.message()));
            }
            case Output.Tell(Notice.Answered answered) ->
                    log.add("answered " + answered.response().status());
            case Output.Ask ask -> log.add(ask.toString());
            case Output.Tell tell -> log.add(tell.toString());
            case Output.Close close -> log.add(close.toString());
            case Output.KeepAlive ping -> log.add(ping.toString());
            case Output.Begin _ -> log.add("begin");
        }
    }

    private static String text(SipMessage message) {
        return message.toString()
                + new String(message.toBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void respond(ServerTransaction server, int status) {
        if (server.answered()) {
            SipRequest request = StackBench.request("INVITE", ";branch=z9hG4bKlate");
            SipResponse late = reply(request, status);
            if (late.finalResponse()) {
                server.respond(late, CAUSE);
            }
        } else if (status < 200) {
            server.respond(reply(server.request(), status));
        } else {
            server.respond(reply(server.request(), status), CAUSE);
        }
    }

    private static SipResponse reply(SipRequest request, int status) {
        SipResponse.Builder reply = SipResponse.replyTo(request, status);
        if (status > 100) {
            reply.toTag("b" + status);
        }
        return status < 300 ? reply.set(HeaderName.CONTACT, "<sip:b@h>").build() : reply.build();
    }

    private void forward(ServerTransaction server, Destination to) {
        String branch = stack.ids().branch();
        ListenPoint point = new ListenPoint(to.transport(), StackBench.LOCAL, "127.0.0.1", 5060);
        SipRequest copy =
                server.request()
                        .edit()
                        .addFirst(HeaderName.VIA, point.via(branch).toString())
                        .build();
        clients.add(stack.send(copy, to, new Forwarded(server)));
    }

    @Override
    public void request(ServerTransaction server) {
        log.add("request " + server.request().method() + " " + server.request().topVia());
        server.attach(new Answering());
        if (!server.request().method().equals(Method.CANCEL)) {
            log.add("claim " + server.claim());
        }
        servers.add(server);
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        log.add("ack " + ack.topVia());
    }

    @Override
    public void response(SipResponse response, Flow flow) {
        log.add("stray " + response.status() + " " + response.topVia());
    }

    private final class Answering implements ServerTransactionUser {
        @Override
        public void cancelled(SipRequest cancel) {
            log.add("cancelled");
        }

        @Override
        public boolean hearsEnd() {
            return whole;
        }
    }

    private final class Forwarded implements ClientTransactionUser {
        private final ServerTransaction server;
        private boolean accepted;
        private boolean over;

        Forwarded(ServerTransaction server) {
            this.server = server;
        }

        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            over |= response.finalResponse();
            boolean known = response.values(HeaderName.VIA).size() > 1;
            SipResponse upstream =
                    known ? response.edit().removeFirst(HeaderName.VIA).build() : null;
            if (upstream == null) {
                stack.tell(new Notice.Dropped("response_for_nobody"));
            } else if (response.provisional()) {
                server.respond(upstream);
            } else {
                accepted |= response.success() && !server.answered();
                server.respond(upstream, CAUSE);
                transaction.forgetRequest();
            }
            if (response.success() && accepted) {
                transaction.relayTo(server);
            }
        }

        @Override
        public void failed(ClientTransaction transaction, ClientFailure failure) {
            if (!over) {
                log.add("failed " + transaction.timesSent());
            }
        }

        @Override
        public boolean hearsEnd() {
            return whole;
        }
    }

    /// The address of a callee.
    static InetSocketAddress callee(int port) {
        return new InetSocketAddress(StackBench.PEER.getAddress(), port);
    }
}
