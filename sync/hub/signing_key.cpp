// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/signing_key.h"

#include <fmt/format.h>

#include <fstream>

#include "platform/base/clock.h"
#include "platform/crypto/encode.h"
#include "platform/json/writer.h"
#include "sync/protocol/token.h"

namespace parcours::hub {

namespace fs = std::filesystem;

namespace {

Status keep(const fs::path& path, const std::string& seed) {
  std::ofstream out{path, std::ios::trunc};
  std::error_code refused;
  // Before the secret is in it.
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, refused);
  out << crypto::to_hex(seed) << '\n';
  out.close();
  if (!out || refused) return fail(ErrorCode::Io, "the signing key cannot be kept", path.string());
  return {};
}

}  // namespace

Result<crypto::KeyPair> signing_key(const fs::path& directory, const std::string& seed) {
  const fs::path path = directory / "hub.key";
  std::error_code unreadable;
  if (!fs::exists(path, unreadable)) PARCOURS_CHECK(keep(path, seed));
  std::string hex;
  std::ifstream{path} >> hex;
  const auto kept = crypto::from_hex(hex);
  if (!kept || kept->size() != crypto::kSeedBytes) {
    return fail(ErrorCode::Corrupt, "is not a signing key of 64 hexadecimal digits", path.string());
  }
  return crypto::keypair_from_seed(*kept);
}

journey::RowChange public_key_row(const crypto::KeyPair& key) {
  json::Writer out;
  out.begin_object().key("keys").begin_object();
  out.field(fmt::format("{}", kSigningKeyId), crypto::to_hex(crypto::view(key.public_key)));
  out.end_object().end_object();
  return {"catalogue", std::string{journey::kind::kSetting}, "token_keys", out.take()};
}

std::string sign_coupon(const crypto::KeyPair& key, const journey::Coupon& coupon) {
  protocol::Token token;
  token.type = protocol::TokenType::Coupon;
  token.key_id = kSigningKeyId;
  token.issued = from_ms(coupon.from_ms);
  token.expires = from_ms(coupon.until_ms);
  token.subject = protocol::subject_of(coupon.code);
  return protocol::sign_token(token, key.secret_key);
}

}  // namespace parcours::hub
