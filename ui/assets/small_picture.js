// Shows a small picture that the server wrote, and hands it out as a file when the viewer asks for it.
const SHARPNESS = 3;

const save = (address, name) => {
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
};

const asPicture = async ({ file, paper, key }) => {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(file)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width * SHARPNESS, picture.height * SHARPNESS];
  const ink = canvas.getContext("2d");
  ink.fillStyle = paper;
  ink.fillRect(0, 0, canvas.width, canvas.height);
  ink.drawImage(picture, 0, 0, canvas.width, canvas.height);
  save(canvas.toDataURL("image/png"), `${key}.png`);
};

export default function ({ data, parentElement }) {
  parentElement.innerHTML = data.page;
  const button = parentElement.querySelector("button");
  button.addEventListener("click", () => asPicture(data));
}
