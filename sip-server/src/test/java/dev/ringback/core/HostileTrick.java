package dev.ringback.core;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.testkit.SimRandom;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What a hostile peer sends to a proxy that has forwarded an INVITE to it.
enum HostileTrick {
    REFLECTED_REQUEST,
    REFLECTED_RESPONSE,
    ALTERED_VIA,
    BRANCH_IN_CAPITALS,
    FINAL_AFTER_FINAL,
    PROVISIONAL_AFTER_FINAL,
    SAME_BRANCH_OTHER_METHOD,
    SAME_BRANCH_OTHER_SENDER,
    ANSWER_TO_ANOTHER_METHOD;

    static final Flow PHONE = CoreBench.udp("192.0.2.20", 5060);
    static final Flow OTHER = CoreBench.udp("192.0.2.30", 5060);

    private static final List<String> METHODS =
            List.of("ACK", "CANCEL", "BYE", "MESSAGE", "OPTIONS", "UPDATE", "INVITE");
    private static final List<String> VIAS =
            List.of(
                    "SIP/2.0/UDP 198.51.100.1;branch=z9hG4bK1",
                    "SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1;received=198.51.100.1",
                    "SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1;maddr=198.51.100.1",
                    "SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1;rport=9",
                    "SIP/2.0/TCP 198.51.100.1:5060;branch=z9hG4bK1",
                    "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1");
    private static final List<Integer> FINALS = List.of(200, 202, 302, 407, 486, 503, 600, 699);

    /// Sends it.
    ///
    /// @param copy what the server forwarded to the phone
    void play(CoreBench bench, SipRequest copy, SimRandom random) {
        switch (this) {
            case REFLECTED_REQUEST -> bench.receive(PHONE, sent(bench, random, true));
            case REFLECTED_RESPONSE -> bench.receive(CoreBench.CALLER, sent(bench, random, false));
            case ALTERED_VIA -> bench.receive(PHONE, altered(copy, random));
            case BRANCH_IN_CAPITALS -> {
                String branch = String.valueOf(copy.topVia().branch());
                bench.receive(
                        PHONE,
                        response(copy, random.pick(FINALS))
                                .replace(branch, branch.toUpperCase(Locale.ROOT)));
            }
            case FINAL_AFTER_FINAL -> {
                bench.receive(PHONE, response(copy, random.pick(FINALS)));
                bench.receive(PHONE, response(copy, random.pick(FINALS)));
            }
            case PROVISIONAL_AFTER_FINAL ->
                    bench.receive(PHONE, response(copy, random.between(100, 199)));
            case SAME_BRANCH_OTHER_METHOD ->
                    bench.receive(CoreBench.CALLER, request(random.pick(METHODS)));
            case SAME_BRANCH_OTHER_SENDER ->
                    bench.receive(
                            OTHER,
                            request(random.pick(METHODS)).replace("192.0.2.10", "192.0.2.30"));
            case ANSWER_TO_ANOTHER_METHOD ->
                    bench.receive(
                            PHONE,
                            response(copy, random.pick(FINALS))
                                    .replace("1 INVITE", "1 " + random.pick(METHODS)));
        }
    }

    static String response(SipRequest copy, int status) {
        SipResponse.Builder response = SipResponse.replyTo(copy, status);
        if (status > 100) {
            response.toTag("b1");
        }
        if ((status > 100 && status < 300) || status == 302) {
            response.set(HeaderName.CONTACT, "<sip:bob@192.0.2.20>");
        }
        if (status == 407) {
            response.add(HeaderName.PROXY_AUTHENTICATE, "Digest realm=\"x\", nonce=\"n\"");
        }
        return text(response.build());
    }

    static String request(String method) {
        return CoreBench.text(method, "sip:bob@example.com", "1");
    }

    static String text(SipMessage message) {
        return new String(message.toBytes(), StandardCharsets.UTF_8);
    }

    private static String altered(SipRequest copy, SimRandom random) {
        String own = "Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1";
        String text = response(copy, random.pick(FINALS));
        String via = "Via: " + random.pick(VIAS);
        return switch (random.between(0, 3)) {
            case 0 -> text.replace(own, via);
            case 1 -> text.replace(own + "\r\n", "");
            case 2 -> text.replace(own, via + "\r\n" + own);
            default -> text.replaceFirst("Via: ", via + "\r\nVia: ");
        };
    }

    private static String sent(CoreBench bench, SimRandom random, boolean request) {
        List<SipMessage> all =
                bench.sends.stream()
                        .map(send -> send.message())
                        .filter(message -> message instanceof SipRequest == request)
                        .toList();
        return all.isEmpty() ? request("OPTIONS") : text(random.pick(all));
    }
}
