// SPDX-License-Identifier: Apache-2.0
// Checks one GS1 value against the content of its field. Pure; for gs1.cpp and digital_link.cpp.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/scan/gs1_table.h"
#include "kiosk/scan/meaning.h"

namespace parcours::scan {

/// Digits of the value when the field's length is fixed and known from its content; 0 otherwise.
[[nodiscard]] std::size_t fixed_length(const Gs1Field& field);

/// Nothing when `value` fits; otherwise the refusal, which names the identifier and the fault.
[[nodiscard]] std::optional<Unknown> check_value(std::string_view identifier, const Gs1Field& field,
                                                 std::string_view value);

}  // namespace parcours::scan
