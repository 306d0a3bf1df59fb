package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.config.trust.StirConfig;
import dev.ringback.identity.OwnIdentities;
import dev.ringback.stir.Keys;
import dev.ringback.stir.NumberPlan;
import dev.ringback.stir.Signer;
import dev.ringback.stir.SigningKey.Style;
import dev.ringback.stir.Stir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StirFilesTest {
    @TempDir private Path folder = Path.of(".");

    private Path file(String name, byte[] octets) throws IOException {
        return Files.write(folder.resolve(name), octets);
    }

    private Stir read(Path key, Path certificate, Path roots) throws IOException {
        return new StirFiles()
                .read(
                        new StirConfig(
                                new StirConfig.Sign(
                                        key, certificate, "https://a.example/c", Style.A),
                                new StirConfig.Verify(
                                        roots,
                                        false,
                                        true,
                                        Duration.ofSeconds(60),
                                        new StirConfig.Fetching(
                                                false, false, Duration.ofSeconds(1))),
                                NumberPlan.GLOBAL),
                        OwnIdentities.PLAIN);
    }

    @Test
    void keysAndRootsAreRead() throws IOException {
        Path key = file("k", Keys.keyPem("numbers"));
        Path certificate = file("c", Keys.pem("numbers"));
        Path roots = file("r", Keys.pem("root"));
        Stir stir = read(key, certificate, roots);
        assertThat(stir.signer()).isNotSameAs(Signer.NONE);
        assertThat(stir.verifier()).isNotNull();
        assertThat(new StirFiles().read(StirConfig.NONE, OwnIdentities.PLAIN)).isEqualTo(Stir.NONE);
    }

    @Test
    void whatIsWrongIsSaidWithItsFile() throws IOException {
        Path key = file("k", Keys.keyPem("numbers"));
        Path other = file("o", Keys.keyPem("domain"));
        Path certificate = file("c", Keys.pem("numbers"));
        Path empty = file("e", new byte[0]);
        Path absent = folder.resolve("absent");
        fails(other, certificate, certificate, "o is not the P-256 key of");
        fails(key, empty, certificate, "e holds no certificate");
        fails(key, certificate, empty, "e holds no certificate");
        fails(key, certificate, absent, "there is no file");
        fails(absent, certificate, certificate, "there is no file");
        fails(empty, certificate, certificate, "cannot read");
    }

    private void fails(Path key, Path certificate, Path roots, String message) {
        assertThatThrownBy(() -> read(key, certificate, roots))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }
}
