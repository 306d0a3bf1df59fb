package dev.ringback.config.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.core.CauseTelling.Audience;
import dev.ringback.core.CauseTelling.Style;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TellingReaderTest {
    private static TellingConfig read(String text) throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read("r.yaml", text, Map.of(), builder);
        return builder.build().access().trust().telling();
    }

    @Test
    void onlyThisMachineIsToldUnlessItSaysOtherwise() throws ConfigException {
        assertThat(read("domains: [example.com]"))
                .isEqualTo(new TellingConfig(Audience.LOOPBACK, Style.WARNING));
        assertThat(read("tell-causes: off").audience()).isEqualTo(Audience.NOBODY);
        assertThat(read("tell-causes: {to: everybody, as: reason}"))
                .isEqualTo(new TellingConfig(Audience.EVERYBODY, Style.REASON));
        assertThat(read("tell-causes: {as: reason}"))
                .isEqualTo(new TellingConfig(Audience.LOOPBACK, Style.REASON));
    }

    @Test
    void whatIsNoAudienceIsSaidWithItsPlace() {
        assertThatThrownBy(() -> read("tell-causes: friends"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("r.yaml:1:14")
                .hasMessageContaining("off, loopback or everybody");
        assertThatThrownBy(() -> read("tell-causes: {too: off}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("to");
    }
}
