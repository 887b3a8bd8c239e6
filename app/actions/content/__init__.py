"""The words and pictures of stations and plannings: edited, reviewed, published, and every version kept."""
