package dev.ringback.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// RFC 5922 §7: whom a certificate speaks for.
class SipDomainsTest {
    private static final String ALTERNATIVES = "2.5.29.17";

    private static Authority authority;

    @BeforeAll
    static void authority() throws Exception {
        authority = new Authority("root");
    }

    @Test
    void sipUrisCountBeforeDnsNames() throws Exception {
        X509Certificate certificate =
                authority
                        .make(
                                builder ->
                                        builder.addSanDnsName("host.example.com")
                                                .addSanUriName(URI.create("sip:Example.com")))
                        .certificate();
        assertThat(SipDomains.of(certificate)).containsExactly("example.com");
    }

    @Test
    void dnsNamesCountWhereThereIsNoSipUri() throws Exception {
        X509Certificate certificate =
                authority
                        .make(
                                builder ->
                                        builder.addSanDnsName("A.example.com")
                                                .addSanUriName(URI.create("https://b.example")))
                        .certificate();
        assertThat(SipDomains.of(certificate)).containsExactly("a.example.com");
    }

    @Test
    void urisOfUsersAndSipsUrisNameNoDomain() throws Exception {
        X509Certificate certificate =
                authority
                        .make(
                                builder ->
                                        builder.addSanUriName(URI.create("sip:bob@example.com"))
                                                .addSanUriName(URI.create("sips:example.org")))
                        .certificate();
        assertThat(SipDomains.of(certificate)).isEmpty();
    }

    @Test
    void wildcardsStandForNothing() throws Exception {
        String wild = "*.example.com";
        byte[] names =
                ("0" + (char) (wild.length() + 2) + "X" + (char) wild.length() + wild)
                        .getBytes(StandardCharsets.US_ASCII);
        names[2] = (byte) 0x82; // a DNS name
        X509Certificate certificate =
                authority
                        .make(
                                builder ->
                                        builder.addExtensionOctetString(ALTERNATIVES, false, names))
                        .certificate();
        assertThat(SipDomains.of(certificate)).containsExactly(wild);
        assertThat(SipDomains.speaksFor(certificate, "sip.example.com")).isFalse();
        assertThat(SipDomains.speaksFor(certificate, "example.com")).isFalse();
    }

    @Test
    void theCommonNameCountsForNothing() throws Exception {
        X509Certificate bare = authority.make(builder -> builder).certificate();
        assertThat(SipDomains.speaksFor(bare, "common.example")).isFalse();
    }

    @Test
    void namesAreEqualInAnyCaseAndNeverByTheirEnd() throws Exception {
        X509Certificate certificate = authority.of("example.com").certificate();
        assertThat(SipDomains.speaksFor(certificate, "EXAMPLE.com")).isTrue();
        assertThat(SipDomains.speaksFor(certificate, "sip.example.com")).isFalse();
        assertThat(SipDomains.speaksFor(certificate, "ample.com")).isFalse();
    }

    @Test
    void addressesCount() throws Exception {
        X509Certificate certificate =
                authority.make(builder -> builder.addSanIpAddress("192.0.2.7")).certificate();
        assertThat(SipDomains.speaksFor(certificate, "192.0.2.7")).isTrue();
        assertThat(SipDomains.speaksFor(certificate, "192.0.2.70")).isFalse();
        X509Certificate wide =
                authority.make(builder -> builder.addSanIpAddress("2001:db8::1")).certificate();
        InetSocketAddress remote =
                new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 5061);
        Hop hop = new Hop(Transport.TLS, remote, "[2001:DB8::1]");
        assertThat(SipDomains.of(wide)).containsExactly(hop.domain());
        assertThat(hop).isEqualTo(new Hop(Transport.TLS, remote));
    }

    @Test
    void theKeyMustBeForTlsOrForSip() throws Exception {
        X509Certificate mail =
                authority
                        .make(
                                builder ->
                                        builder.addSanDnsName("example.com")
                                                .addExtendedKeyUsageEmailProtection())
                        .certificate();
        assertThat(SipDomains.of(mail)).isEmpty();
        X509Certificate sip =
                authority
                        .make(
                                builder ->
                                        builder.addSanDnsName("example.com")
                                                .addExtendedKeyUsage("1.3.6.1.5.5.7.3.20"))
                        .certificate();
        assertThat(SipDomains.of(sip)).containsExactly("example.com");
    }
}
