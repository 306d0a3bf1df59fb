package dev.ringback.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// An authority of a test that makes certificates.
public final class Authority {
    private final X509Bundle root;

    public Authority(String name) throws Exception {
        root =
                new CertificateBuilder()
                        .ecp256()
                        .subject("CN=" + name)
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned();
    }

    public X509Certificate certificate() {
        return root.getCertificate();
    }

    /// An identity of these DNS names.
    public TlsIdentity of(String... names) throws Exception {
        return make(
                builder -> {
                    for (String name : names) {
                        builder.addSanDnsName(name);
                    }
                    return builder;
                });
    }

    public TlsIdentity make(UnaryOperator<CertificateBuilder> with) throws Exception {
        CertificateBuilder builder =
                with.apply(new CertificateBuilder().ecp256().subject("CN=common.example"));
        X509Bundle made = builder.buildIssuedBy(root);
        return new TlsIdentity(made.getKeyPair().getPrivate(), made.getCertificatePathList());
    }

    public TlsIdentity expired(String name) throws Exception {
        Instant now = Instant.now();
        return make(
                builder ->
                        builder.addSanDnsName(name)
                                .notBefore(now.minusSeconds(7_200))
                                .notAfter(now.minusSeconds(3_600)));
    }

    /// Settings of who knows this authority and shows that.
    public TlsSettings settings(TlsIdentity... own) {
        return TlsSettings.client()
                .withAuthorities(List.of(certificate()))
                .withIdentities(List.of(own));
    }
}
