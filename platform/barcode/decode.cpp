// SPDX-License-Identifier: Apache-2.0
// The order of the cures. Each stage looks once more at the picture, changed so that one kind of
// weak code becomes readable; the first stage that reads anything ends the search. Linear codes
// without a check digit (Code 39, ITF) are only read from the picture as it is: a retouched picture
// would invent them.
#include "platform/barcode/decode.h"

#include <ctime>

#include <algorithm>
#include <cmath>
#include <optional>

#include "platform/barcode/library_read.h"
#include "platform/barcode/locate.h"
#include "platform/barcode/retouch.h"

namespace parcours::barcode {
namespace {

constexpr int kSideMin = 8;               // smaller than the smallest code
constexpr int kMargin = 20;               // pixels of quiet zone kept round an area
constexpr std::uint64_t kWholeEvery = 8;  // frames: what no area shows is found a little later
constexpr double kUpright = 0.12;         // radians: bars this upright need no turning
constexpr int kSmall = 360 * 360;         // pixels of an area that is worth doubling
constexpr int kMedium = 900 * 900;        // pixels of a picture that is worth doubling as a whole

std::int64_t thread_cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
}

/// How a piece lies in the picture it was taken from: scaled, turned, then moved.
struct Placement {
  double scale = 1;  ///< pixels of the piece for one of the picture
  double radians = 0;
  double centre_x = 0;  ///< of the piece, in the picture
  double centre_y = 0;
};

Point to_picture(Point point, ImageView piece, const Placement& placement) {
  const double x = (point.x - piece.width / 2.0) / placement.scale;
  const double y = (point.y - piece.height / 2.0) / placement.scale;
  const double cosine = std::cos(placement.radians);
  const double sine = std::sin(placement.radians);
  return {static_cast<int>(std::lround(placement.centre_x + x * cosine - y * sine)),
          static_cast<int>(std::lround(placement.centre_y + x * sine + y * cosine))};
}

class Search {
 public:
  Search(ImageView image, const DecodeOptions& options)
      : x_image(image), x_options(options), x_started_us(thread_cpu_us()) {}

  [[nodiscard]] Result<std::optional<Symbol>> plain();
  [[nodiscard]] Result<std::optional<Symbol>> frame();
  [[nodiscard]] Result<std::optional<Symbol>> thorough();

 private:
  enum class Tone { AsIs, Inverted };
  struct Piece {
    Area area;
    Image image;
    Placement placement;
    Image flat;  ///< made when first needed
    [[nodiscard]] bool is_bars() const { return area.coherence > 0.3; }
    [[nodiscard]] bool may_be_bars() const { return area.coherence > 0.12; }
    [[nodiscard]] bool may_be_matrix() const { return area.coherence < 0.6; }
    [[nodiscard]] bool is_small() const { return image.width * image.height < kSmall; }
  };

  /// Reads `piece`; true when something was found (and kept).
  [[nodiscard]] Result<bool> read(ImageView piece, const LibraryHints& hints,
                                  const Placement& placement, Tone tone = Tone::AsIs);
  [[nodiscard]] Result<bool> read_bars(const Piece& piece, const Image& image);
  [[nodiscard]] Result<bool> read_aztec(const Image& image, const Image& binary,
                                        const Placement& placement, Tone tone);
  [[nodiscard]] Result<bool> stage(int number, Piece& piece);
  [[nodiscard]] Result<bool> stage_inverted(Piece& piece);
  [[nodiscard]] Result<bool> stage_flat(Piece& piece);
  [[nodiscard]] Result<bool> stage_doubled(Piece& piece);
  [[nodiscard]] Result<bool> stage_threshold(Piece& piece);
  [[nodiscard]] Result<bool> stage_halved(Piece& piece);
  [[nodiscard]] Result<bool> pieces(std::size_t pieces_max);
  [[nodiscard]] Result<bool> whole_retouched();

  [[nodiscard]] Placement whole() const {
    return {1, 0, x_image.width / 2.0, x_image.height / 2.0};
  }
  [[nodiscard]] bool is_late() const {
    return x_options.effort == Effort::Frame &&
           thread_cpu_us() - x_started_us >
               std::chrono::duration_cast<std::chrono::microseconds>(x_options.budget).count();
  }

  ImageView x_image;
  const DecodeOptions& x_options;
  std::int64_t x_started_us;
  /// Bars in a retouched picture are misread now and then with a right check digit. A camera's
  /// frames vote on them; a single picture must give the same twice.
  enum class Trust { AtOnce, WhenRepeated };
  Trust x_trust = Trust::AtOnce;
  std::optional<Symbol> x_doubtful;
  std::optional<Symbol> x_found;
};

Result<bool> Search::read(ImageView piece, const LibraryHints& hints, const Placement& placement,
                          Tone tone) {
  if (piece.width < kSideMin || piece.height < 1 || is_late()) return false;
  PARCOURS_TRY(auto symbol, library_read(piece, hints));
  if (!symbol) return false;
  for (Point& corner : symbol->corners) corner = to_picture(corner, piece, placement);
  symbol->is_inverted = tone == Tone::Inverted;
  if (x_trust == Trust::WhenRepeated && is_linear(symbol->format)) {
    const bool agrees = x_doubtful && x_doubtful->bytes == symbol->bytes;
    x_doubtful = *symbol;
    if (!agrees) return false;
  }
  x_found = std::move(*symbol);
  return true;
}

/// Bars and PDF417 are read along their own gradient; a small piece is doubled first, or turning
/// would blur it.
Result<bool> Search::read_bars(const Piece& piece, const Image& image) {
  const LibraryHints hints{Formats::Stacked, true, false, false};
  Placement placement = piece.placement;
  placement.scale = static_cast<double>(image.width) / piece.image.width;
  const double radians = piece.area.direction;
  if (std::abs(radians) < kUpright) return read(image.view(), hints, placement);
  placement.radians = radians;
  if (image.width * image.height >= kSmall) {
    return read(turned(image.view(), radians).view(), hints, placement);
  }
  placement.scale *= 2;
  return read(turned(doubled(image.view()).view(), radians).view(), hints, placement);
}

/// The library finds an Aztec code only at the centre of a picture, so each bull's eye gets a
/// picture round it.
Result<bool> Search::read_aztec(const Image& image, const Image& binary, const Placement& placement,
                                Tone tone) {
  for (const Point eye : bulls_eyes(binary.view())) {
    const int reach = std::max({eye.x, eye.y, image.width - eye.x, image.height - eye.y});
    const int radius = std::min(reach, std::max(image.width, image.height) * 3 / 4);
    const Point centre = to_picture(eye, image.view(), placement);
    const Placement round{placement.scale, placement.radians, static_cast<double>(centre.x),
                          static_cast<double>(centre.y)};
    PARCOURS_TRY(const bool done, read(centred(image.view(), eye, radius).view(),
                                       {Formats::Aztec, true, false, false}, round, tone));
    if (done) return true;
  }
  return false;
}

Result<bool> Search::stage_inverted(Piece& piece) {
  if (!piece.may_be_matrix()) return false;
  const Image negative = inverted(piece.image.view());
  PARCOURS_TRY(bool done, read(negative.view(), {Formats::Square, false, true, false},
                               piece.placement, Tone::Inverted));
  if (done) return true;
  const Image binary = thresholded(piece.image.view(), 5, 2);
  PARCOURS_TRY(done, read_aztec(piece.image, binary, piece.placement, Tone::AsIs));
  if (done) return true;
  return read_aztec(negative, inverted(binary.view()), piece.placement, Tone::Inverted);
}

Result<bool> Search::stage_flat(Piece& piece) {
  piece.flat = flattened(piece.image.view());
  if (piece.may_be_bars()) {
    PARCOURS_TRY(const bool done, read_bars(piece, piece.flat));
    if (done) return true;
  }
  if (!piece.may_be_matrix()) return false;
  return read(piece.flat.view(), {Formats::Square, true, false, false}, piece.placement);
}

Result<bool> Search::stage_doubled(Piece& piece) {
  if (!piece.is_small() && !piece.may_be_bars()) return false;
  const Image large = sharpened(doubled(piece.flat.view()).view(), 2, 90);
  Placement placement = piece.placement;
  placement.scale = 2;
  if (piece.may_be_bars()) {
    PARCOURS_TRY(const bool done, read_bars(piece, large));
    if (done) return true;
  }
  if (!piece.may_be_matrix() || !piece.is_small()) return false;
  PARCOURS_TRY(bool done, read(large.view(), {Formats::Square, true, false, false}, placement));
  if (done) return true;
  const Image binary = thresholded(large.view(), 9, 2);
  PARCOURS_TRY(done, read(binary.view(), {Formats::Square, true, false, false, true}, placement));
  if (done) return true;
  return read_aztec(large, binary, placement, Tone::AsIs);
}

Result<bool> Search::stage_threshold(Piece& piece) {
  if (!piece.may_be_matrix()) return read_bars(piece, smoothed(piece.flat.view(), 1));
  const Image binary = thresholded(smoothed(piece.image.view(), 1).view(), 7, 2);
  PARCOURS_TRY(const bool done,
               read(binary.view(), {Formats::Square, true, true, false, true}, piece.placement));
  if (done) return true;
  return read(inverted(piece.flat.view()).view(), {Formats::Square, true, false, false},
              piece.placement, Tone::Inverted);
}

Result<bool> Search::stage_halved(Piece& piece) {
  if (piece.image.width <= 200 || piece.image.height <= 120) return false;
  const Image half = halved(smoothed(piece.image.view(), 1).view());
  if (piece.may_be_bars()) return read_bars(piece, half);
  Placement placement = piece.placement;
  placement.scale = 0.5;
  return read(half.view(), {Formats::Square, true, false, false}, placement);
}

Result<bool> Search::stage(int number, Piece& piece) {
  switch (number) {
    case 0:
      if (piece.is_bars()) {
        PARCOURS_TRY(const bool done, read_bars(piece, piece.image));
        if (done) return true;
      }
      if (!piece.may_be_matrix()) return false;
      return read(piece.image.view(), {Formats::Square, true, !piece.is_bars(), false},
                  piece.placement);
    case 1:
      return stage_inverted(piece);
    case 2:
      return stage_flat(piece);
    case 3:
      return stage_doubled(piece);
    case 4:
      return stage_threshold(piece);
    default:
      return stage_halved(piece);
  }
}

constexpr int kStages = 6;

/// Every stage over all pieces before the next stage: the cheap ones find most.
Result<bool> Search::pieces(std::size_t pieces_max) {
  std::vector<Piece> all;
  for (const Area& area : locate(x_image, pieces_max)) {
    const Box box{std::max(0, area.box.left - kMargin), std::max(0, area.box.top - kMargin),
                  std::min(x_image.width, area.box.right + kMargin),
                  std::min(x_image.height, area.box.bottom + kMargin)};
    all.push_back({area,
                   cropped(x_image, box),
                   {1, 0, (box.left + box.right) / 2.0, (box.top + box.bottom) / 2.0},
                   {}});
  }
  for (int number = 0; number < kStages; ++number) {
    for (Piece& piece : all) {
      if (number > 0 && is_late()) return false;
      PARCOURS_TRY(const bool done, stage(number, piece));
      if (done) return true;
    }
  }
  return false;
}

/// For codes that fill the picture, where no area stands out.
Result<bool> Search::whole_retouched() {
  PARCOURS_TRY(bool done, read(inverted(x_image).view(), {Formats::Matrix, true, true, true},
                               whole(), Tone::Inverted));
  if (done) return true;
  const Image binary = thresholded(x_image, 7, 2);
  const Image as_is = cropped(x_image, {0, 0, x_image.width, x_image.height});
  PARCOURS_TRY(done, read_aztec(as_is, binary, whole(), Tone::AsIs));
  if (done) return true;
  PARCOURS_TRY(done, read(binary.view(), {Formats::Square, true, true, true, true}, whole()));
  if (done || x_image.width * x_image.height > kMedium) return done;
  Placement placement = whole();
  placement.scale = 2;
  const Image large = sharpened(doubled(x_image).view(), 2, 90);
  return read(large.view(), {Formats::Stacked, true, true, true}, placement);
}

Result<std::optional<Symbol>> Search::plain() {
  PARCOURS_TRY([[maybe_unused]] const bool done,
               read(x_image, {Formats::All, true, true, true}, whole()));
  return std::move(x_found);
}

Result<std::optional<Symbol>> Search::frame() {
  PARCOURS_TRY(bool done, pieces(4));
  if (!done && x_options.frame_number % kWholeEvery == 0) {
    PARCOURS_TRY(done, read(x_image, {Formats::All, true, true, true}, whole()));
  }
  return std::move(x_found);
}

Result<std::optional<Symbol>> Search::thorough() {
  PARCOURS_TRY(bool done, read(x_image, {Formats::All, true, true, true}, whole()));
  if (done || x_image.height < kSideMin) return std::move(x_found);
  x_trust = Trust::WhenRepeated;
  if (!done) {
    PARCOURS_TRY(done, pieces(6));
  }
  if (!done) {
    PARCOURS_TRY(done, whole_retouched());
  }
  return std::move(x_found);
}

/// Paints a symbol over, so that the next search finds another one.
void cover(Image& image, const Symbol& symbol) {
  Box box{image.width, image.height, 0, 0};
  for (const Point corner : symbol.corners) {
    box.left = std::min(box.left, corner.x - kMargin / 2);
    box.right = std::max(box.right, corner.x + kMargin / 2);
    box.top = std::min(box.top, corner.y - kMargin / 2);
    box.bottom = std::max(box.bottom, corner.y + kMargin / 2);
  }
  box.left = std::clamp(box.left, 0, image.width);
  box.right = std::clamp(box.right, box.left, image.width);
  for (int y = std::max(0, box.top); y < std::min(image.height, box.bottom); ++y) {
    std::fill(image.row(y) + box.left, image.row(y) + box.right, std::uint8_t{255});
  }
}

/// Further codes of a picture in which one was read: whatever is plain to see once that one is
/// covered.
Status find_others(ImageView picture, const DecodeOptions& options, std::vector<Symbol>& found) {
  Image image = cropped(picture, {0, 0, picture.width, picture.height});
  while (found.size() < options.symbols_max) {
    cover(image, found.back());
    PARCOURS_TRY(auto other, Search(image.view(), options).plain());
    if (!other) break;
    // Bars are higher than the lines they were read along: what is left of them is the same code
    // again.
    const bool is_known = std::any_of(found.begin(), found.end(), [&](const Symbol& symbol) {
      return symbol.format == other->format && symbol.bytes == other->bytes;
    });
    if (is_known) break;
    found.push_back(std::move(*other));
  }
  return {};
}

Result<std::optional<Symbol>> find_first(ImageView image, const DecodeOptions& options) {
  Search search{image, options};
  switch (options.effort) {
    case Effort::Plain:
      return search.plain();
    case Effort::Frame:
      return search.frame();
    case Effort::Thorough:
      return search.thorough();
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<Symbol>> decode(ImageView image, const DecodeOptions& options) {
  if (image.pixels == nullptr || image.width < kSideMin || image.height < 1 ||
      image.stride < image.width) {
    return fail(ErrorCode::Invalid, "picture is too small to hold a code");
  }
  std::vector<Symbol> found;
  PARCOURS_TRY(auto first, find_first(image, options));
  if (!first) return found;
  found.push_back(std::move(*first));
  if (options.effort == Effort::Thorough) PARCOURS_CHECK(find_others(image, options, found));
  return found;
}

}  // namespace parcours::barcode
