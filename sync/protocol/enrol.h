// SPDX-License-Identifier: Apache-2.0
// `POST /v1/enrol`: a terminal shows a one-time code and its public key, and is told its shop. The
// code is 128 random bits, written in groups with the 32 signs of the terminals' code keyboard (no
// 0, 1, I, O), so that a person can read it out and type it. Values and their text; no I/O, any
// thread. Whether a code is good is the hub's.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/sign.h"

namespace parcours::protocol {

inline constexpr std::string_view kEnrolPath = "/v1/enrol";
inline constexpr std::size_t kEnrolCodeBytes = 16;

struct EnrolCode {
  std::array<std::uint8_t, kEnrolCodeBytes> bytes{};

  /// What is kept of it: the code itself stands nowhere but on paper.
  [[nodiscard]] crypto::Digest hash() const;
  friend bool operator==(const EnrolCode&, const EnrolCode&) = default;
};

/// Invalid unless `bytes` are 16.
[[nodiscard]] Result<EnrolCode> enrol_code_of(std::string_view bytes);
/// "7K2M9-QXTRW-…", 26 signs in five groups.
[[nodiscard]] std::string to_text(const EnrolCode& code);
/// As a person types it: any case, in groups or not. Invalid says what is wrong.
[[nodiscard]] Result<EnrolCode> parse_enrol_code(std::string_view typed);

struct EnrolRequest {
  std::string device;
  crypto::PublicKey key{};
  EnrolCode code;
};

struct EnrolAnswer {
  std::string device;
  std::string shop;
};

[[nodiscard]] std::string to_json(const EnrolRequest& request);
/// Invalid names the member.
[[nodiscard]] Result<EnrolRequest> parse_enrol_request(std::string_view json);
[[nodiscard]] std::string to_json(const EnrolAnswer& answer);
[[nodiscard]] Result<EnrolAnswer> parse_enrol_answer(std::string_view json);

}  // namespace parcours::protocol
