package dev.ringback.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.flow.FlowLoss;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.uri.Uri;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTest {
    private static final InetSocketAddress LOCAL = address("192.0.2.1", 5060);
    private static final Flow FLOW =
            new Flow(Transport.UDP, LOCAL, address("192.0.2.7", 40_000), 0);
    private static final Uri PHONE = uri("sip:alice@192.0.2.7:40000;transport=udp");
    private static final NameAddress PROXY =
            Objects.requireNonNull(NameAddress.parse("\"Edge\" <sip:edge.example.com;lr>;x=y"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:alice@192.0.2.7",
                "sips:%61lice:pw@[2001:DB8::1]:5061;transport=tcp;x=%20?subject=a",
                "tel:+1-201-555-0123",
                "urn:service:sos",
                "mailto:alice@example.com"
            })
    void theContactIsTheOneThatWasBoundLetterForLetter(String contact) {
        assertThat(binding(uri(contact), "", 1).contact()).isEqualTo(uri(contact));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ";a", ";+sip.instance=\"<urn:uuid:1>\";reg-id=1", ";n=\"Zoë \\\"\""})
    void theParametersAreKept(String parameters) {
        Binding binding = binding(PHONE, parameters, 1);
        assertThat(binding.parameters()).hasToString(parameters);
        assertThat(binding.contact()).isEqualTo(PHONE);
        assertThat(binding.registration().callId()).isEqualTo("call");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void theRequestThatMadeItIsKept(Transport transport) {
        Flow flow = new Flow(transport, LOCAL, address("2001:db8::7", 65_535), 1L << 40);
        Registration registration =
                new Registration("a%b\"c@h", (1L << 31) + 5, flow, List.of(PROXY, PROXY));
        Binding binding = new Binding(PHONE, Parameters.NONE, 700, -3, registration);
        assertThat(binding.registration()).isEqualTo(registration);
        assertThat(binding.flow()).isEqualTo(flow);
        assertThat(binding.onConnection()).isEqualTo(transport.reliable());
        assertThat(binding.path()).containsExactly(PROXY, PROXY);
        assertThat(binding.cseq()).isEqualTo((1L << 31) + 5);
        assertThat(binding.hasCallId("a%b\"c@h")).isTrue();
        assertThat(binding.hasCallId("a%b\"c@H")).isFalse();
        assertThat(binding.q()).isEqualTo(700);
        assertThat(binding.expiresAt()).isEqualTo(-3);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void whatIsWrittenIsReadAgain(Transport transport) throws Exception {
        Flow flow = new Flow(transport, LOCAL, address("2001:db8::7", 65_535), 1L << 40);
        Registration registration =
                new Registration("a%b\"c@h", (1L << 31) + 5, flow, List.of(PROXY, PROXY));
        Parameters parameters = Objects.requireNonNull(Parameters.parse(";n=\"Zoë\""));
        Binding binding =
                new Binding(PHONE, parameters, 700, 5, registration)
                        .reachedByFlow(FlowLoss.UNAVAILABLE);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        binding.write(new DataOutputStream(octets));
        binding.flowFailed().write(new DataOutputStream(octets));
        DataInputStream from = new DataInputStream(new ByteArrayInputStream(octets.toByteArray()));
        assertThat(Binding.read(from, 5)).isEqualTo(binding);
        assertThat(Binding.read(from, 5)).isEqualTo(binding.flowFailed());
        assertThatThrownBy(() -> Binding.read(from, 5)).isInstanceOf(EOFException.class);
    }

    @Test
    void theZoneOfALinkLocalAddressIsKept() throws Exception {
        byte[] raw = InetAddress.ofLiteral("fe80::7").getAddress();
        InetAddress peer = Inet6Address.getByAddress(null, raw, 3);
        Flow flow = new Flow(Transport.UDP, LOCAL, new InetSocketAddress(peer, 5070), 0);
        Binding binding =
                new Binding(PHONE, Parameters.NONE, -1, 9, new Registration("call", 1, flow));
        assertThat(binding.flow().remote().getAddress().getHostAddress()).endsWith("%3");
    }

    @Test
    void octetsCountWhatTheClientChose() {
        Registration registration = new Registration("call", 1, FLOW, List.of(PROXY));
        Parameters parameters = Objects.requireNonNull(Parameters.parse(";a=b"));
        Binding binding = new Binding(PHONE, parameters, 500, 9, registration);
        assertThat(binding.octets())
                .isEqualTo(PHONE.toString().length() + 4 + 4 + PROXY.toString().length());
    }

    @Test
    void equalMeansThatAllIsTheSame() {
        Binding binding = binding(PHONE, ";a", 1);
        assertThat(binding).isEqualTo(binding(PHONE, ";a", 1));
        assertThat(binding).hasSameHashCodeAs(binding(PHONE, ";a", 1));
        assertThat(binding).isNotEqualTo(binding(PHONE, ";a", 2));
        assertThat(binding).isNotEqualTo(binding(PHONE, ";b", 1));
        assertThat(binding).isNotEqualTo(binding(uri("sip:bob@192.0.2.7"), ";a", 1));
        Flow other = new Flow(Transport.UDP, address("192.0.2.2", 5060), FLOW.remote(), 0);
        assertThat(new Binding(PHONE, Parameters.NONE, -1, 9, new Registration("call", 1, FLOW)))
                .isNotEqualTo(
                        new Binding(
                                PHONE, Parameters.NONE, -1, 9, new Registration("call", 1, other)));
        assertThat(binding).asString().contains(PHONE.toString()).contains("call");
    }

    @Test
    void aRefreshedBindingIsTheNewOneWhateverItShares() {
        Binding old = binding(PHONE, ";a", 1);
        Registration later = new Registration("call", 2, FLOW);
        Parameters parameters = Objects.requireNonNull(Parameters.parse(";a"));
        Binding fresh = new Binding(PHONE, parameters, 300, 99, later);
        assertThat(fresh.replacing(old)).isEqualTo(fresh);
        assertThat(fresh.replacing(binding(PHONE, ";b", 1))).isEqualTo(fresh);
        assertThat(fresh.replacing(binding(PHONE, "", 1))).isEqualTo(fresh);
        Flow elsewhere = new Flow(Transport.UDP, LOCAL, address("192.0.2.8", 40_000), 0);
        Binding moved =
                new Binding(PHONE, parameters, -1, 99, new Registration("call", 2, elsewhere));
        assertThat(moved.replacing(old).flow()).isEqualTo(elsewhere);
    }

    private static Binding binding(Uri contact, String parameters, long cseq) {
        return new Binding(
                contact,
                Objects.requireNonNull(Parameters.parse(parameters)),
                -1,
                100,
                new Registration("call", cseq, FLOW));
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text), text);
    }
}
