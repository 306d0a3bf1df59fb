package dev.ringback.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `registrar:`, the bounds of registrations.
final class RegistrarReader implements SectionReader {
    private static final String[] KEYS = {
        "min-expires", "max-expires", "max-contacts", "third-party"
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
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new ConfigException(
                    section.place(), "registrar: min-expires is longer than max-expires");
        }
        into.registrar(
                new ServerConfig.Registrar(
                        min == null ? old.minExpires() : min,
                        max == null ? old.maxExpires() : max,
                        contacts == null ? old.maxContacts() : contacts));
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

    private static Duration lifetime(String text) {
        return Values.between(text, Duration.ofSeconds(1), Duration.ofDays(366), "1s and 366d");
    }
}
