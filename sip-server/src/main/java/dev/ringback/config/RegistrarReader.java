package dev.ringback.config;

import dev.ringback.header.NameAddress;
import dev.ringback.registrar.PathRule;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `registrar:`, the bounds of registrations.
final class RegistrarReader implements SectionReader {
    private static final String[] KEYS = {
        "min-expires",
        "max-expires",
        "max-contacts",
        "max-binding",
        "third-party",
        "path",
        "service-route"
    };

    @Override
    public List<String> keys() {
        return List.of("registrar");
    }

    @Override
    public void read(Section top, ServerConfigBuilder into) throws ConfigException {
        Section section = top.section("registrar", KEYS);
        if (section == null) {
            return;
        }
        thirdParties(section, into);
        ServerConfig.Registrar old = into.registrar();
        Duration min = section.value("min-expires", RegistrarReader::lifetime);
        Duration max = section.value("max-expires", RegistrarReader::lifetime);
        Integer contacts = section.value("max-contacts", text -> Values.number(text, 1, 1000));
        Integer octets = section.value("max-binding", text -> Values.size(text, 256, 65_536));
        PathRule path = section.value("path", RegistrarReader::pathRule);
        List<NameAddress> route = section.list("service-route", RegistrarReader::looseRoute);
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new ConfigException(
                    section.place(), "registrar: min-expires is longer than max-expires");
        }
        into.registrar(
                new ServerConfig.Registrar(
                        min == null ? old.minExpires() : min,
                        max == null ? old.maxExpires() : max,
                        contacts == null ? old.maxContacts() : contacts,
                        octets == null ? old.maxBinding() : octets,
                        path == null ? old.path() : path,
                        route == null ? old.serviceRoute() : route));
    }

    /// `third-party: {WHO: [WHOSE, ...]}`, where `"*"` stands for every user of the domain.
    private static void thirdParties(Section registrar, ServerConfigBuilder into)
            throws ConfigException {
        Map<UserName, List<Optional<UserName>>> rights =
                registrar.lists(
                        "third-party",
                        UserName::parse,
                        text ->
                                text.equals("*")
                                        ? Optional.empty()
                                        : Optional.of(UserName.parse(text)));
        if (rights == null) {
            return;
        }
        List<ServerConfig.ThirdParty> parties = new ArrayList<>();
        rights.forEach(
                (who, owners) ->
                        owners.forEach(
                                whose ->
                                        parties.add(
                                                new ServerConfig.ThirdParty(
                                                        who, whose.orElse(null)))));
        into.thirdParties(parties);
    }

    private static PathRule pathRule(String text) {
        return switch (text) {
            case "supported" -> PathRule.SUPPORTED;
            case "always" -> PathRule.ALWAYS;
            case "required" -> PathRule.REQUIRED;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is no choice: supported, always or required");
        };
    }

    private static NameAddress looseRoute(String text) {
        if (Uri.parse(text) instanceof SipUri uri && uri.lr()) {
            return NameAddress.of(uri);
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no route: write it like sip:proxy.example.com;lr");
    }

    private static Duration lifetime(String text) {
        return Values.between(text, Duration.ofSeconds(1), Duration.ofDays(366), "1s and 366d");
    }
}
