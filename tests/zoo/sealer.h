// SPDX-License-Identifier: GPL-3.0-or-later
// Seals records of TLS 1.2 as the server of a session does, for messages that OpenSSL itself never sends.
#pragma once

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/ssl.h>

#include <array>
#include <cstdint>
#include <string>

namespace zoo {

/// Of a session with AES-128-GCM and SHA-256 (RFC 5246 section 6.3, RFC 5288 section 3) right after its handshake: the
/// server's Finished was its only sealed record, and from here on the session itself sends none.
class Sealer {
public:
    explicit Sealer(SSL *ssl)
    {
        std::string master(48, '\0'), client(SSL3_RANDOM_SIZE, '\0'), server(SSL3_RANDOM_SIZE, '\0');
        SSL_SESSION_get_master_key(SSL_get_session(ssl), bytes(master), master.size());
        SSL_get_client_random(ssl, bytes(client), client.size());
        SSL_get_server_random(ssl, bytes(server), server.size());
        std::string seed = "key expansion" + server + client;
        std::string digest = "SHA256";
        const std::array parameters{
            OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
            OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SECRET, master.data(), master.size()),
            OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SEED, seed.data(), seed.size()),
            OSSL_PARAM_construct_end(),
        };
        std::string block(2 * keyBytes + 2 * saltBytes, '\0');
        EVP_KDF *kdf = EVP_KDF_fetch(nullptr, "TLS1-PRF", nullptr);
        EVP_KDF_CTX *context = EVP_KDF_CTX_new(kdf);
        EVP_KDF_derive(context, bytes(block), block.size(), parameters.data());
        EVP_KDF_CTX_free(context);
        EVP_KDF_free(kdf);
        key_ = block.substr(keyBytes, keyBytes);
        salt_ = block.substr(2 * keyBytes + saltBytes);
    }

    std::string seal(int type, std::string plain)
    {
        const std::string sequence = big(sequence_++, 8);
        const std::string head = big(static_cast<std::uint64_t>(type), 1) + big(TLS1_2_VERSION, 2);
        std::string nonce = salt_ + sequence, extra = sequence + head + big(plain.size(), 2);
        std::string sealed(plain.size(), '\0'), tag(EVP_GCM_TLS_TAG_LEN, '\0');
        EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
        int length = 0;
        EVP_EncryptInit_ex(context, EVP_aes_128_gcm(), nullptr, bytes(key_), bytes(nonce));
        EVP_EncryptUpdate(context, nullptr, &length, bytes(extra), static_cast<int>(extra.size()));
        EVP_EncryptUpdate(context, bytes(sealed), &length, bytes(plain), static_cast<int>(plain.size()));
        EVP_EncryptFinal_ex(context, bytes(tag), &length);
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, EVP_GCM_TLS_TAG_LEN, tag.data());
        EVP_CIPHER_CTX_free(context);
        const std::string fragment = sequence + sealed + tag;
        return head + big(fragment.size(), 2) + fragment;
    }

private:
    static constexpr std::size_t keyBytes = 16;
    static constexpr std::size_t saltBytes = 4;

    static unsigned char *bytes(std::string &text) { return reinterpret_cast<unsigned char *>(text.data()); }
    static std::string big(std::uint64_t value, int size)
    {
        std::string text;
        for (int i = size - 1; i >= 0; --i)
            text += static_cast<char>(value >> (8 * i));
        return text;
    }

    std::string key_;
    std::string salt_;
    std::uint64_t sequence_ = 1;
};

} // namespace zoo
