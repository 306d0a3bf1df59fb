package dev.ringback.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.uri.Uri;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DomainsTest {
    private static final List<HostPort> LISTEN =
            List.of(
                    new HostPort("192.0.2.1", 5060),
                    new HostPort("192.0.2.1", 5061),
                    new HostPort("127.0.0.1", 5080),
                    new HostPort("2001:db8::1", 5060));

    private final Domains configured = new Domains(List.of("Example.COM", "example.org"), LISTEN);
    private final Domains standard = new Domains(List.of(), LISTEN);

    @Test
    void aConfiguredNameIsOursWithAnyPortAndInAnyCase() {
        assertThat(configured.domainOf(uri("sip:bob@example.com"))).isEqualTo("example.com");
        assertThat(configured.domainOf(uri("sip:bob@EXAMPLE.com:7777"))).isEqualTo("example.com");
        assertThat(configured.domainOf(uri("sips:example.org"))).isEqualTo("example.org");
        assertThat(configured.domainOf(uri("sip:bob@sub.example.com"))).isNull();
    }

    @Test
    void otherNamesAreOursWhileTheyAreThere() {
        Set<String> others = new HashSet<>(Set.of("new.example", "192.0.2.9", "localhost"));
        Domains domains = new Domains(List.of("example.com"), LISTEN, others::contains);
        assertThat(domains.first()).isEqualTo("example.com");
        assertThat(domains.domainOf(uri("sip:bob@NEW.example:7777"))).isEqualTo("new.example");
        assertThat(domains.domainOf(uri("sip:bob@192.0.2.9"))).isNull();
        assertThat(domains.domainOf(uri("sip:bob@localhost"))).isNull();
        assertThat(domains.domainOf(uri("sip:bob@192.0.2.1"))).isEqualTo("example.com");
        others.clear();
        assertThat(domains.domainOf(uri("sip:bob@new.example"))).isNull();
    }

    @Test
    void ourAddressesStandForTheFirstDomainWithTheirOwnPortOnly() {
        for (String ours :
                List.of(
                        "sip:bob@192.0.2.1",
                        "sip:bob@192.0.2.1:5060",
                        "sips:bob@192.0.2.1",
                        "sip:bob@[2001:db8::1]",
                        "sip:bob@[2001:DB8:0::1]:5060",
                        "sip:bob@127.0.0.1:5080")) {
            assertThat(configured.domainOf(uri(ours))).as(ours).isEqualTo("example.com");
        }
        for (String foreign :
                List.of(
                        "sip:bob@192.0.2.1:5070",
                        "sip:bob@127.0.0.1",
                        "sip:bob@192.0.2.2",
                        "sip:bob@localhost")) {
            assertThat(configured.domainOf(uri(foreign))).as(foreign).isNull();
        }
    }

    @Test
    void withoutDomainsLocalhostIsOursAndLoopbackStandsForIt() {
        assertThat(standard.first()).isEqualTo("localhost");
        for (String ours :
                List.of(
                        "sip:bob@localhost",
                        "sip:bob@localhost:5080",
                        "sip:bob@127.0.0.1",
                        "sip:bob@127.0.0.1:5060",
                        "sip:bob@[::1]:5080",
                        "sip:bob@192.0.2.1")) {
            assertThat(standard.domainOf(uri(ours))).as(ours).isEqualTo("localhost");
        }
        for (String foreign : List.of("sip:bob@localhost:5090", "sip:bob@127.0.0.1:40000")) {
            assertThat(standard.domainOf(uri(foreign))).as(foreign).isNull();
        }
    }

    @Test
    void aConfiguredAddressIsADomainWithoutPortOrWithOneOfOurs() {
        Domains domains = new Domains(List.of("127.0.0.1", "[2001:DB8::1]"), LISTEN);
        assertThat(domains.domainOf(uri("sip:bob@127.0.0.1"))).isEqualTo("127.0.0.1");
        assertThat(domains.domainOf(uri("sip:bob@127.0.0.1:5080"))).isEqualTo("127.0.0.1");
        assertThat(domains.domainOf(uri("sip:bob@127.0.0.1:40000"))).isNull();
        assertThat(domains.domainOf(uri("sip:bob@[2001:db8::1]"))).isEqualTo("2001:db8::1");
    }

    @Test
    void anAddressOfRecordIsCanonical() {
        AddressOfRecord bob = new AddressOfRecord("bob", "example.com");
        for (String uri :
                List.of(
                        "sip:bob@example.com",
                        "sips:%62ob@EXAMPLE.com;user=phone",
                        "sip:bob:secret@192.0.2.1:5060;transport=tcp?Subject=x")) {
            assertThat(configured.addressOfRecord(uri(uri))).as(uri).isEqualTo(bob);
        }
        assertThat(configured.addressOfRecord(uri("sip:Bob@example.com"))).isNotEqualTo(bob);
    }

    @Test
    void whatNamesNoUserOrIsForeignHasNoAddressOfRecord() {
        for (String uri : List.of("sip:example.com", "sip:bob@elsewhere.example", "tel:+1")) {
            assertThat(configured.addressOfRecord(uri(uri))).as(uri).isNull();
        }
    }

    @Test
    void aDigestUriMayNameAnyOfOurHosts() {
        Uri target = uri("sip:bob@example.com");
        for (String good :
                List.of("sip:bob@example.com", "sip:192.0.2.1:5060", "sip:bob@192.0.2.1")) {
            assertThat(configured.signs(good, target)).as(good).isTrue();
        }
        for (String bad :
                List.of("sip:eve@192.0.2.1", "sip:bob@192.0.2.2", "sip:192.0.2.1:9", "junk")) {
            assertThat(configured.signs(bad, target)).as(bad).isFalse();
        }
        Uri foreign = uri("sip:bob@elsewhere.example");
        assertThat(configured.signs("sip:192.0.2.1:5060", foreign)).isFalse();
        assertThat(configured.signs("sip:bob@elsewhere.example", foreign)).isTrue();
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text), text);
    }
}
