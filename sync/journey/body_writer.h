// SPDX-License-Identifier: Apache-2.0
// Small steps of writing a row's body: members that hold nothing are left out, so that rows stay
// short on disk and wire; a reader takes an absent member as empty. Pure; the caller owns the
// writer.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "platform/json/writer.h"
#include "sync/journey/entities.h"

namespace parcours::journey {

void write_text(json::Writer& out, std::string_view member, std::string_view text);
/// Left out when 0.
void write_number(json::Writer& out, std::string_view member, std::int64_t number);
/// Left out when false.
void write_flag(json::Writer& out, std::string_view member, bool flag);
void write_words(json::Writer& out, std::string_view member, const Text2& words);
void write_words(json::Writer& out, const Text2& words);
void write_texts(json::Writer& out, std::string_view member, const std::vector<std::string>& texts);

}  // namespace parcours::journey
