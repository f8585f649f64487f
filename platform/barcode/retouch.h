// SPDX-License-Identifier: Apache-2.0
// What can be done to a picture so that a weak code becomes readable. Pure functions from picture
// to picture; for decode.cpp. Each costs a pass over the pixels; none of them finds or reads
// anything.
#pragma once

#include "platform/barcode/image.h"
#include "platform/barcode/symbol.h"

namespace parcours::barcode {

struct Box {
  int left = 0;
  int top = 0;
  int right = 0;   ///< first column outside
  int bottom = 0;  ///< first row outside
};

/// The part of `image` inside `box`, which is cut to the picture.
[[nodiscard]] Image cropped(ImageView image, Box box);
/// A square of side 2 `radius` + 1 round a point; what lies outside the picture is light.
[[nodiscard]] Image centred(ImageView image, Point centre, int radius);
/// Light on dark becomes dark on light.
[[nodiscard]] Image inverted(ImageView image);
/// Twice the size by cubic interpolation (Catmull-Rom at half steps).
[[nodiscard]] Image doubled(ImageView image);
/// Half the size, each pixel the mean of four.
[[nodiscard]] Image halved(ImageView image);
/// Mean over a square of side 2 `radius` + 1.
[[nodiscard]] Image smoothed(ImageView image, int radius);
/// Edges made steeper: pixel + strength / 64 times its distance from the mean of `radius`.
[[nodiscard]] Image sharpened(ImageView image, int radius, int strength_64ths);
/// Slow changes of light taken out and what is left stretched to the whole range.
[[nodiscard]] Image flattened(ImageView image);
/// 0 where a pixel is darker than the mean round it by more than `margin`, 255 elsewhere.
[[nodiscard]] Image thresholded(ImageView image, int radius, int margin);
/// Turned so that the direction `radians` of the picture (0: to the right, clockwise) lies along
/// the rows.
[[nodiscard]] Image turned(ImageView image, double radians);

}  // namespace parcours::barcode
