package org.openvman.ovf.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.EncryptionException;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** A file with a private key, and perhaps certificates: PEM or PKCS#12. */
record KeyFile(PrivateKey key, List<X509Certificate> certificates) {

    static KeyFile read(Path file, PasswordSource passwords) throws IOException {
        byte[] bytes = SmallFiles.read(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            return text.contains("-----BEGIN ") ? pem(file, text, passwords) : pkcs12(file, bytes, passwords);
        } catch (GeneralSecurityException | RuntimeException unusable) {
            if (unusable instanceof SigningException known) {
                throw known;
            }
            throw new SigningException(file + ": no usable key in it: " + unusable.getMessage(), unusable);
        }
    }

    private static KeyFile pem(Path file, String text, PasswordSource passwords)
            throws IOException, GeneralSecurityException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof PEMKeyPair pair) {
                    return new KeyFile(privateKey(pair.getPrivateKeyInfo()), new PemBlocks(text).certificates());
                }
                if (found instanceof PrivateKeyInfo plain) {
                    return new KeyFile(privateKey(plain), new PemBlocks(text).certificates());
                }
                if (found instanceof PEMEncryptedKeyPair || found instanceof PKCS8EncryptedPrivateKeyInfo) {
                    return new KeyFile(decrypted(file, found, passwords), new PemBlocks(text).certificates());
                }
            }
        }
        throw new SigningException(file + ": there is no private key in it");
    }

    private static PrivateKey decrypted(Path file, Object encrypted, PasswordSource passwords) throws IOException {
        char[] password = password(file, passwords);
        try {
            BouncyCastleProvider provider = new BouncyCastleProvider();
            if (encrypted instanceof PEMEncryptedKeyPair pair) {
                return privateKey(pair.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                .setProvider(provider)
                                .build(password))
                        .getPrivateKeyInfo());
            }
            return privateKey(((PKCS8EncryptedPrivateKeyInfo) encrypted)
                    .decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(provider)
                            .build(password)));
        } catch (EncryptionException | PKCSException | OperatorCreationException wrong) {
            throw wrongPassword(file, wrong);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static PrivateKey privateKey(PrivateKeyInfo encoded) throws IOException {
        return new JcaPEMKeyConverter().getPrivateKey(encoded);
    }

    private static KeyFile pkcs12(Path file, byte[] bytes, PasswordSource passwords)
            throws IOException, GeneralSecurityException {
        char[] password = password(file, passwords);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try {
                store.load(new ByteArrayInputStream(bytes), password);
            } catch (IOException unreadable) {
                if (unreadable.getCause() instanceof GeneralSecurityException) {
                    throw wrongPassword(file, unreadable);
                }
                throw new SigningException(file + ": neither PEM nor PKCS#12", unreadable);
            }
            List<KeyFile> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    Key key = store.getKey(alias, password);
                    keys.add(new KeyFile((PrivateKey) key, x509(store.getCertificateChain(alias))));
                }
            }
            if (keys.size() != 1) {
                throw new SigningException(file + ": there are " + keys.size() + " private keys in it instead of one");
            }
            return keys.get(0);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static List<X509Certificate> x509(Certificate[] chain) {
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }

    private static char[] password(Path file, PasswordSource passwords) {
        return passwords
                .passwordOf(file)
                .orElseThrow(() -> new SigningException(
                        file + ": the key is encrypted; give its password in OVF_KEY_PASSWORD, or sign at a terminal"));
    }

    private static SigningException wrongPassword(Path file, Exception cause) {
        return new SigningException(file + ": the password is wrong, or the file is damaged", cause);
    }
}
