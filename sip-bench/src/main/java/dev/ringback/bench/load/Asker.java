package dev.ringback.bench.load;

import dev.ringback.auth.DigestClient;
import dev.ringback.bench.load.pace.Timers;
import dev.ringback.bench.load.tally.Latencies;
import dev.ringback.bench.socket.Link;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.address.Contact;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.security.Challenge;
import dev.ringback.header.security.ProxyAuthenticate;
import dev.ringback.header.security.WwwAuthenticate;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Clients that ask one thing and get one answer: REGISTER and OPTIONS. A challenge to a REGISTER
/// is answered when there is a password.
final class Asker implements Work {
    private static final byte[] NOTHING = {};

    private final Desk desk;
    private final List<? extends Link> lines;
    private final Method method;
    private final Latencies.Row row;
    private final Requests requests;
    private Template template;

    /// How long what [#template] registers lasts, in seconds.
    private long lasts = Requests.EXPIRES;

    private final MessageParser parser = new MessageParser(ParseLimits.defaults());
    private final @Nullable Exchange[] exchanges;

    /// @param lines to the server, which the operations take in turn
    Asker(Desk desk, List<? extends Link> lines) {
        this.desk = desk;
        this.lines = List.copyOf(lines);
        this.requests = new Requests(desk.options(), desk.naming());
        boolean registers = desk.options().plan().kind() == Kind.REGISTER;
        this.method = registers ? Method.REGISTER : Method.OPTIONS;
        this.row = registers ? Latencies.Row.REGISTER : Latencies.Row.OPTIONS;
        this.template = registers ? requests.register(lasts) : requests.options();
        this.exchanges = new Exchange[desk.options().plan().count()];
    }

    /// One operation.
    private static final class Exchange {
        private final int number;
        private final long due;
        private final Link line;
        private byte[] request;
        private boolean challenged;
        private Timers.@Nullable Timer timer;

        /// When the request was sent first.
        private long sent;

        Exchange(int number, long due, Link line, byte[] request) {
            this.number = number;
            this.due = due;
            this.line = line;
            this.request = request;
        }
    }

    @Override
    public void start(int number, long due) {
        Link line = lines.get(number % lines.size());
        align();
        byte[] request = template.fill(number, user(number));
        Exchange exchange = new Exchange(number, due, line, request);
        exchanges[number] = exchange;
        desk.tally().start();
        desk.latencies().note(Latencies.Row.LAG, due, due, System.nanoTime());
        send(exchange);
    }

    /// Where all registrations end in one second, those of this second last until then.
    private void align() {
        long until = desk.options().people().until();
        long left = until - System.currentTimeMillis() / 1_000;
        if (until > 0 && left != lasts && method.equals(Method.REGISTER)) {
            lasts = left;
            template = requests.register(Math.max(1, left));
        }
    }

    private int user(int number) {
        return number % desk.options().people().users();
    }

    private void send(Exchange exchange) {
        exchange.sent = System.nanoTime();
        exchange.line.send(exchange.request);
        repeatLater(exchange, Desk.T1);
    }

    private void repeatLater(Exchange exchange, long wait) {
        if (!exchange.line.reliable()) {
            long now = System.nanoTime();
            exchange.timer = desk.timers().after(wait, now, _ -> repeat(exchange, wait));
        }
    }

    /// Timers E and F.
    private void repeat(Exchange exchange, long wait) {
        if (System.nanoTime() - exchange.sent >= Desk.PATIENCE) {
            fail(exchange, "no answer to " + method);
            return;
        }
        exchange.line.send(exchange.request);
        desk.tally().retransmission();
        repeatLater(exchange, Math.min(2 * wait, Desk.T2));
    }

    @Override
    public void response(SipResponse response, Link from) {
        int number = desk.naming().numberOf(response.callId());
        if (number < 0 || number >= exchanges.length) {
            desk.tally().stray("response with another Call-ID");
            return;
        }
        Exchange exchange = exchanges[number];
        CSeq cSeq = response.cSeq();
        if (exchange == null || (exchange.challenged && cSeq.number() == 1)) {
            desk.tally().repeat();
            return;
        }
        Naming.Leg leg = exchange.challenged ? Naming.Leg.AGAIN : Naming.Leg.FIRST;
        String fault = desk.naming().fault(response, number, leg);
        if (!cSeq.method().equals(method) || cSeq.number() != (exchange.challenged ? 2 : 1)) {
            fault = "response with another CSeq";
        }
        if (fault != null) {
            fail(exchange, fault);
        } else {
            good(exchange, response);
        }
    }

    private void good(Exchange exchange, SipResponse response) {
        if (response.provisional()) {
            return;
        }
        long now = System.nanoTime();
        desk.tally().status(response.status());
        boolean first = !exchange.challenged;
        if (now - (first ? exchange.due : exchange.sent) > Desk.T1) {
            desk.tally().late();
        }
        String secret = desk.options().people().secret();
        boolean challenge = response.status() == 401 || response.status() == 407;
        if (challenge && first && secret != null) {
            authorize(exchange, response, secret);
            return;
        }
        if (response.status() != 200) {
            fail(exchange, method.name() + ' ' + response.status() + ' ' + response.reason());
        } else if (method.equals(Method.REGISTER) && !bound(exchange, response)) {
            fail(exchange, "200 without the Contact that was registered");
        } else {
            desk.latencies().note(row, exchange.due, exchange.due, now);
            desk.tally().success();
            over(exchange);
        }
    }

    private void over(Exchange exchange) {
        stop(exchange);
        exchanges[exchange.number] = null;
    }

    private static void stop(Exchange exchange) {
        if (exchange.timer != null) {
            exchange.timer.cancel();
        }
    }

    private boolean bound(Exchange exchange, SipResponse response) {
        String user = Requests.user(digits(exchange));
        String contact = user + '@' + desk.options().people().contact();
        for (Contact bound : response.read(Contact.FIELD).values()) {
            if (bound.uri() != null && bound.uri().toString().contains(contact)) {
                return true;
            }
        }
        return false;
    }

    private String digits(Exchange exchange) {
        String all = Integer.toString(user(exchange.number));
        return "0".repeat(Template.USER.length() - all.length()) + all;
    }

    private void authorize(Exchange exchange, SipResponse response, String secret) {
        boolean proxy = response.status() == 407;
        HeaderField<Challenge> field = proxy ? ProxyAuthenticate.FIELD : WwwAuthenticate.FIELD;
        String number = Template.digits(exchange.number);
        DigestClient client =
                new DigestClient(Requests.user(digits(exchange)), secret, () -> "c" + number);
        List<String> answers =
                client.answer(
                        response.read(field).values(),
                        method.name(),
                        requests.domain().toString(),
                        NOTHING);
        if (answers.isEmpty()
                || !(parser.parse(exchange.request) instanceof Parsed(SipRequest before))) {
            fail(exchange, "a challenge that cannot be answered");
            return;
        }
        String branch = desk.naming().branch(Naming.Leg.AGAIN, number);
        SipRequest.Builder again =
                before.edit()
                        .replaceFirst(HeaderName.VIA, Requests.via(desk.options(), branch))
                        .set(HeaderName.CSEQ, "2 " + method.name());
        HeaderName name = proxy ? HeaderName.PROXY_AUTHORIZATION : HeaderName.AUTHORIZATION;
        answers.forEach(value -> again.add(name, value));
        exchange.request = again.build().toBytes();
        exchange.challenged = true;
        stop(exchange);
        send(exchange);
    }

    private void fail(Exchange exchange, String reason) {
        desk.tally().failure(reason);
        over(exchange);
    }

    @Override
    public void giveUp() {
        for (Exchange exchange : exchanges) {
            if (exchange != null) {
                fail(exchange, "no answer to " + method);
            }
        }
    }
}
