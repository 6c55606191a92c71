/** What is done with a photo's colour profile: PyTorch's readers leave it. */
export const COLOUR_PROFILES = ['ignore', 'apply'] as const;
export type ColourProfile = (typeof COLOUR_PROFILES)[number];

/** What is done with a photo's transparent parts: Pillow's `convert("RGB")` drops the transparency and keeps what lies under it. */
export const TRANSPARENCIES = ['drop', 'white'] as const;
export type Transparency = (typeof TRANSPARENCIES)[number];

/** How a photo's file becomes pixels. */
export interface Decoding {
  readonly colourProfile: ColourProfile;
  readonly transparency: Transparency;
}

/** What a recipe holds of it: only what is not as in Pillow. */
export function departures({ colourProfile, transparency }: Decoding): Partial<Decoding> {
  return {
    ...(colourProfile === AS_PILLOW.colourProfile ? {} : { colourProfile }),
    ...(transparency === AS_PILLOW.transparency ? {} : { transparency }),
  };
}

/** What a notebook does that reads with Pillow, as torchvision does. */
export const AS_PILLOW: Decoding = { colourProfile: 'ignore', transparency: 'drop' };
