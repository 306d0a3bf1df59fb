package dev.ringback.config.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.header.HeaderName;
import dev.ringback.identity.BorderRules;
import dev.ringback.identity.Conduct;
import dev.ringback.identity.VerifiedPeers;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.routing.Network;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdentityReaderTest {
    private static IdentityConfig read(String text) throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read("r.yaml", text, Map.of(), builder);
        return builder.build().access().trust().identity();
    }

    @Test
    void theExampleOfTheManualIsTaken() throws ConfigException {
        IdentityConfig identity =
                read(
                        """
                        identity:
                          trusted: [10.0.0.0/8, "2001:db8::1", SIP.carrier.example]
                          assert: false
                          disclose: false
                          privacy: false
                          anonymous: reject
                          identities:
                            alice: ["+12025550123", sip:sales@example.com]
                          remove: [X-Internal, s]
                        """);
        assertThat(identity.networks())
                .containsExactly(Network.parse("10.0.0.0/8"), Network.parse("2001:db8::1"));
        assertThat(identity.names()).isEqualTo(Set.of("sip.carrier.example"));
        assertThat(identity.conduct()).isEqualTo(new Conduct(false, false, false, false));
        assertThat(identity.removed())
                .containsExactly(HeaderName.of("X-Internal"), HeaderName.SUBJECT);
        BorderRules rules = identity.rules("example.com", VerifiedPeers.NONE);
        AddressOfRecord alice = new AddressOfRecord("alice", "example.com");
        assertThat(rules.identities().mayUse(alice, uri("tel:+1-202-555-0123"))).isTrue();
        assertThat(rules.identities().mayUse(alice, uri("sip:sales@example.com"))).isTrue();
        assertThat(rules.identities().mayUse(alice, uri("sip:boss@example.com"))).isFalse();
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }

    @Test
    void nobodyIsTrustedByItself() throws ConfigException {
        assertThat(read("auth: {required: true}")).isEqualTo(IdentityConfig.NONE);
        VerifiedPeers peers = _ -> Set.of("carrier.example");
        assertThat(IdentityConfig.NONE.rules("example.com", peers).plain()).isTrue();
        IdentityConfig usual = read("identity: {trusted: 10.0.0.1}");
        assertThat(usual.rules("example.com", peers).plain()).isFalse();
        assertThat(usual.conduct()).isEqualTo(new Conduct(true, true, true, true));
        assertThat(usual.removed()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {trusted: 10.0.0.1/8}    | :1:21: trusted: '10.0.0.1/8' has bits set
                    {trusted: ["a b"]}       | :1:22: trusted: 'a b' is neither a network nor a
                    {trusted: 10.0.0.300}    | :1:21: trusted: '10.0.0.300' is no network
                    {asserts: true}          | :1:12: unknown key 'asserts', did you mean 'assert'?
                    {privacy: id}            | :1:21: privacy: 'id' is neither true nor false
                    {anonymous: no}          | :1:23: anonymous: 'no' is no choice: allow or reject
                    {identities: {a: bob}}   | :1:28: a: 'bob' is no identity: write it like
                    {remove: v}              | :1:20: remove: no message can go without Via
                    """)
    void whatIsWrongIsSaidWithItsPlace(String section, String message) {
        assertThatThrownBy(() -> read("identity: " + section))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
